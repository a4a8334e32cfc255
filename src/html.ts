/**
 * `promptforge/html`: for whatever renders a prompt or an answer. So small that a page can load it.
 */
export { escapeHtml } from './safety/markup/escape-html.js';
export { type SafeUrlOptions, safeUrl } from './safety/markup/safe-url.js';
