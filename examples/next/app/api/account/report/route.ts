import { cookieToken } from 'promptforge/http';
import { guard } from 'promptforge/next';
import { forge, sessionCookie } from '../../../../lib/forge';

/** A route of the application's own, that counts as two calls. */
export const GET = guard(forge, { calls: 2, tokenOf: cookieToken(sessionCookie) }, (_request, { principal, quota }) =>
  Response.json({ for: principal.userId, left: quota.map(({ name, remaining }) => ({ name, remaining })) }),
);
