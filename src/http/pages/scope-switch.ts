import type { FigureScope } from '../../index.js';
import { type Html, html } from './html.js';

/** The way from the figures of the organization to those of all, for those who may see both. */
export function scopeSwitch(path: string, of: FigureScope, maySeePlatform: boolean): Html | null {
  if (!maySeePlatform) return null;
  const item = (scope: FigureScope, href: string, title: string) =>
    html`<li><a href="${href}"${scope === of && html` aria-current="true"`}>${title}</a></li>`;
  return html`<nav aria-label="Whose figures"><ul class="presets">${item('organization', path, 'Your organization')}${item(
    'platform',
    `${path}?of=platform`,
    'All organizations',
  )}</ul></nav>`;
}
