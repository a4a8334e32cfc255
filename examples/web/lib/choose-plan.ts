import { answeredInSession } from './answered';
import { client } from './client';

/** What became of a choice: `unavailable` where the host sells its plans in another way. */
export type PlanChoice = 'chosen' | 'unavailable';

/**
 * Asks the host for another plan, by a route that is for trying out. Replace it by a checkout: nobody is on a paid
 * plan before it is paid for.
 */
export async function choosePlan(planId: string): Promise<PlanChoice> {
  // Renews the session, if it is about time: the route of the host does not.
  await answeredInSession(client.GET('/me'));
  const response = await fetch('/account/plan', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ planId }),
  });
  if (response.status === 404) return 'unavailable';
  if (!response.ok) throw new Error(`The plan was not changed: ${response.status}.`);
  return 'chosen';
}
