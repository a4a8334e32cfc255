import { liveSource } from './live-source.js';
import { renewed } from './renew-session.js';
import { countedIn, endingTypes, endingWords, figuresOf, type RunCounts } from './run-counts.js';

/** Shows the switch for live figures, and counts runs as they end while it is on. */
export function followLive(page: Document): void {
  const panel = page.querySelector<HTMLElement>('[data-live]');
  const button = panel?.querySelector('button');
  const status = panel?.querySelector<HTMLElement>('[role="status"]');
  if (!panel || !button || !status) return;
  const basePath = page.body.dataset.basePath ?? '';
  let stop: (() => void) | null = null;
  let counts = countsOf(panel);
  let seen = 0;

  const turnOff = (why: string) => {
    stop?.();
    stop = null;
    button.setAttribute('aria-pressed', 'false');
    status.textContent = why;
  };
  const turnOn = (after: string | null, mayRenew: boolean) => {
    button.setAttribute('aria-pressed', 'true');
    status.textContent = 'Connecting …';
    stop = liveSource(`${basePath}/analytics/live?of=${panel.dataset.live}`, after, {
      types: endingTypes,
      opened: () => {
        status.textContent = waiting(seen);
      },
      arrived: (type) => {
        seen += 1;
        counts = countedIn(counts, type);
        show(page, counts);
        status.textContent = `${waiting(seen)} The last one ${endingWords[type]}.`;
      },
      interrupted: () => {
        status.textContent = 'The connection broke off. Trying again …';
      },
      ended: async (cursor) => {
        turnOff('Live figures have ended. Load the page again.');
        // An access token is short; its session may go on.
        if (mayRenew && (await renewed(basePath))) turnOn(cursor, false);
      },
    });
  };
  panel.hidden = false;
  button.addEventListener('click', () => (stop === null ? turnOn(null, true) : turnOff('Live figures are off.')));
}

function waiting(seen: number): string {
  return seen === 0 ? 'Waiting for runs to end.' : `${seen} ${seen === 1 ? 'run has' : 'runs have'} ended since.`;
}

function countsOf({ dataset }: HTMLElement): RunCounts {
  const { succeeded, failed, canceled, abandoned } = dataset;
  return {
    succeeded: Number(succeeded),
    failed: Number(failed),
    canceled: Number(canceled),
    abandoned: Number(abandoned),
  };
}

function show(page: Document, counts: RunCounts): void {
  for (const [name, text] of Object.entries(figuresOf(counts))) {
    for (const element of page.querySelectorAll(`[data-live-figure="${name}"]`)) element.textContent = text;
  }
}
