import { join } from 'node:path';
import express, { type RequestHandler } from 'express';

const folder = join(import.meta.dirname, '../web/dist');

/** The pages, `plan.html` for `/plan`. Names of files in `assets` change with what is in them. */
export const pages: RequestHandler = express.static(folder, {
  extensions: ['html'],
  redirect: false,
  setHeaders(response, path) {
    const isLasting = path.includes('/assets/');
    response.setHeader('cache-control', isLasting ? 'public, max-age=31536000, immutable' : 'no-cache');
  },
});

/** What the pages need, and nothing else. Widen it where you load something from elsewhere. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers for every answer. */
export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'content-security-policy': contentSecurityPolicy,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
  // Browsers would remember it for the localhost of whatever you work on next.
  if (process.env.NODE_ENV === 'production') response.set('strict-transport-security', 'max-age=31536000');
  next();
};
