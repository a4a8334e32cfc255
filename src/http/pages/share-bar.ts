import { type Html, html } from './html.js';

/** A length beside a number that says the same, so that it is no news to screen readers. */
export function shareBar(share: number, { warnsWhenFull = false } = {}): Html {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 1_000) / 10;
  return html`<svg class="bar${warnsWhenFull && share >= 1 && ' bar-full'}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar-track" width="100" height="6"/><rect class="bar-value" width="${width}" height="6"/></svg>`;
}
