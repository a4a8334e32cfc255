import { countedIn, endingTypes, figuresOf, type RunCounts } from './run-counts.js';

/** Shows the switch for live figures, and counts runs as they end while it is on. */
export function followLive(page: Document): void {
  const panel = page.querySelector<HTMLElement>('[data-live]');
  const button = panel?.querySelector('button');
  const status = panel?.querySelector<HTMLElement>('[role="status"]');
  if (!panel || !button || !status) return;
  panel.hidden = false;
  let source: EventSource | null = null;
  let counts = countsOf(panel);
  let seen = 0;

  const stop = (why: string) => {
    source?.close();
    source = null;
    button.setAttribute('aria-pressed', 'false');
    status.textContent = why;
  };
  const start = () => {
    const opened = new EventSource(`${page.body.dataset.basePath ?? ''}/analytics/live?of=${panel.dataset.live}`);
    source = opened;
    button.setAttribute('aria-pressed', 'true');
    status.textContent = 'Connecting …';
    opened.addEventListener('open', () => {
      status.textContent = waiting(seen);
    });
    for (const type of endingTypes) {
      opened.addEventListener(type, () => {
        seen += 1;
        counts = countedIn(counts, type);
        show(page, counts);
        status.textContent = `${waiting(seen)} The last one ${type === 'run.succeeded' ? 'succeeded' : type === 'run.failed' ? 'failed' : 'was canceled'}.`;
      });
    }
    opened.addEventListener('error', () => {
      // It comes back by itself, but for a refusal.
      if (opened.readyState === EventSource.CLOSED) stop('The stream of events was refused. Load the page again.');
      else status.textContent = 'The connection broke off. Trying again …';
    });
  };
  button.addEventListener('click', () => (source === null ? start() : stop('Live figures are off.')));
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
