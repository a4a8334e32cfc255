import { type Permission, type PromptForge, PromptForgeError } from '../index.js';

/** Whether the caller has a permission. */
export async function may(forge: PromptForge, token: string | null, permission: Permission): Promise<boolean> {
  try {
    await forge.sessions.require(token, permission);
    return true;
  } catch (error) {
    if (PromptForgeError.is(error) && error.code === 'permission_denied') return false;
    throw error;
  }
}
