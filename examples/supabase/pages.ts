import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const folder = join(import.meta.dirname, '../web/dist');

/** The pages, `plan.html` for `/plan`. Names of files in `assets` change with what is in them. */
export const pages: MiddlewareHandler = serveStatic({
  root: folder,
  rewriteRequestPath: (path) => (path === '/' || path.includes('.') ? path : `${path}.html`),
  onFound(path, context) {
    const isLasting = path.includes('/assets/');
    context.header('cache-control', isLasting ? 'public, max-age=31536000, immutable' : 'no-cache');
  },
});

/** Headers for every answer. The pages need what the policy has, and nothing else. */
export const securityHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  referrerPolicy: 'same-origin',
  // Browsers would remember it for the localhost of whatever you work on next.
  strictTransportSecurity: process.env.NODE_ENV === 'production' ? 'max-age=31536000' : false,
  xFrameOptions: 'DENY',
});
