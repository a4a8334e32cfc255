import { forge, sessionCookie } from '../../../lib/forge';

/** Opens a session after a sign-in of the application's own, and goes on to the page that was asked for. */
export async function POST(request: Request): Promise<Response> {
  const next = String((await request.formData()).get('next') ?? '');
  const { accessToken, expiresIn } = await forge.sessions.issue({ userId: 'example-user' });
  return new Response(null, {
    status: 303,
    headers: {
      // A path of this application alone: two slashes would be another site.
      location: /^\/(?![/\\])/.test(next) ? next : '/account',
      'set-cookie': `${sessionCookie}=${accessToken}; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=${expiresIn}`,
    },
  });
}
