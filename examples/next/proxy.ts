import { sessionCheck } from 'promptforge/next';
import { forge, sessionCookie } from './lib/forge';

export const proxy = sessionCheck(forge, { signIn: '/sign-in', cookie: sessionCookie });

export const config = { matcher: ['/account/:path*', '/api/account/:path*', '/sign-in/:path*'] };
