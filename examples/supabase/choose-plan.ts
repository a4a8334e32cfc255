import { PromptForgeError, toProblem } from 'promptforge';
import { cookies, forge } from './forge.js';

/**
 * Puts whoever asks on another plan, unpaid, for trying out. In production there is no such route: let your checkout
 * tell the server what was paid for.
 */
export async function choosePlan(request: Request): Promise<Response> {
  if (process.env.NODE_ENV === 'production') return new Response(null, { status: 404 });
  try {
    const { orgId } = await forge.sessions.require(cookies.tokenOf(request), 'organization:update');
    const { planId } = (await request.json()) as { readonly planId: string };
    await forge.plans.assign({ orgId, planId });
    return new Response(null, { status: 204 });
  } catch (error) {
    if (!PromptForgeError.is(error)) throw error;
    const problem = toProblem(error);
    return Response.json(problem, { status: problem.status, headers: { 'content-type': 'application/problem+json' } });
  }
}
