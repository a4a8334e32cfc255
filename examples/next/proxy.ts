import { type NextRequest, NextResponse } from 'next/server';
import { sessionCheck } from 'promptforge/next';
import { forge, sessionCookie } from './lib/forge';
import { policyFor, securityHeaders } from './lib/security-headers';

const check = sessionCheck(forge, {
  signIn: '/sign-in',
  cookie: sessionCookie,
  // The editor asks for a session by itself; what the links of e-mails lead to needs none.
  open: ['/', '/verify-email', '/reset-password'],
});

/** Lets in who has a session, and gives each document a policy that its own scripts alone fulfill. */
export async function proxy(request: NextRequest): Promise<Response> {
  const policy = policyFor(crypto.randomUUID());
  const headers = new Headers(request.headers);
  // Next reads the nonce of its scripts from here.
  headers.set('content-security-policy', policy);
  const response = (await check(request)) ?? NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(securityHeaders(policy))) response.headers.set(name, value);
  return response;
}

export const config = {
  matcher: [
    '/',
    '/account/:path*',
    '/api/account/:path*',
    '/plan',
    '/profile',
    '/sessions',
    '/sign-in/:path*',
    '/verify-email',
    '/reset-password',
  ],
};
