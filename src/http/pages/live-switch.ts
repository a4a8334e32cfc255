import type { UserMetrics } from '../../index.js';
import { type Html, html } from './html.js';

/** The switch for live figures, which the script shows, with the counts it begins with. */
export function liveSwitch(of: 'self' | 'organization', runs: UserMetrics['runs']): Html {
  const { succeeded, failed, canceled, abandoned } = runs;
  return html`<div class="live" data-live="${of}" data-succeeded="${succeeded}" data-failed="${failed}" data-canceled="${canceled}" data-abandoned="${abandoned}" hidden>
<button type="button" class="button button-quiet" aria-pressed="false"><span class="live-mark" aria-hidden="true"></span>Live figures</button>
<p class="note" role="status"></p>
</div>`;
}
