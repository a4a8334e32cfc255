import { html } from './html.js';

/** Beside the name, which says it to those who do not see it. */
export const brandMark = html`<svg viewBox="0 0 32 32" aria-hidden="true" focusable="false"><rect width="32" height="32" rx="8"/><path d="M8.5 21V11M13.5 21v-6M18.5 21v-4M23.5 21V9"/></svg>`;
