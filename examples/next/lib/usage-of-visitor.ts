import { cookies } from 'next/headers';
import { PromptForgeError } from 'promptforge';
import { forge, sessionCookie } from './forge';

/** The plan of the visitor and what is left of it; null without a session. */
export async function usageOfVisitor() {
  const token = (await cookies()).get(sessionCookie)?.value ?? null;
  try {
    return await forge.plans.usage({ token });
  } catch (error) {
    // The page renews the session, or sends its visitor to sign in.
    if (PromptForgeError.is(error)) return null;
    throw error;
  }
}
