import { type Html, markupOf } from './html.js';

/** Scripts and styles come from this origin alone, and none stand in the page itself; nobody may frame it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
  // The same address answers a problem document to whoever asks for no page.
  vary: 'Accept',
} as const;

/**
 * Answers a page that belongs to one caller. Give it what {@link layout} makes: a document whose scripts and
 * styles are files of this origin, since the policy of its headers lets no others through, and no inline ones.
 */
export function htmlResponse(
  page: Html,
  {
    status = 200,
    headers = {},
  }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Response {
  return new Response(markupOf(page), { status, headers: { ...pageHeaders, ...headers } });
}
