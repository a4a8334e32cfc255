import { cookies, forge } from '../../../lib/forge';
import { isTrial } from '../../../lib/trial';

/**
 * Opens a session for the example user, as a sign-in of your own does once it knows who somebody is, and goes on to
 * the page that was asked for. It is for trying out: nobody is asked for anything.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isTrial) return new Response(null, { status: 404 });
  const next = String((await request.formData()).get('next') ?? '');
  const session = await forge.sessions.issue({ userId: 'example-user' });
  // A path of this application alone: two slashes would be another site, and browsers drop a tab between them.
  const location = /^\/(?![/\\])/.test(next) && !/[\t\n\r]/.test(next) ? next : '/account';
  const headers = new Headers({ location });
  for (const cookie of cookies.set(session)) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}
