/** Runs that have ended, by how, as the page came with them and as events add to them. */
export type RunCounts = Readonly<Record<'succeeded' | 'failed' | 'canceled' | 'abandoned', number>>;

const endings: Readonly<Record<string, keyof RunCounts>> = {
  'run.succeeded': 'succeeded',
  'run.failed': 'failed',
  'run.canceled': 'canceled',
};

/** Types of events that end a run. */
export const endingTypes = Object.keys(endings);

/** How each ended, after "the last one". */
export const endingWords: Readonly<Record<string, string>> = {
  'run.succeeded': 'succeeded',
  'run.failed': 'failed',
  'run.canceled': 'was canceled',
};

export function countedIn(counts: RunCounts, type: string): RunCounts {
  const ending = endings[type];
  return ending === undefined ? counts : { ...counts, [ending]: counts[ending] + 1 };
}

const whole = new Intl.NumberFormat('en');
const share = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The figures that follow from them, as the page writes them, by their names in `data-live-figure`. */
export function figuresOf(counts: RunCounts): Readonly<Record<string, string>> {
  const { succeeded, failed, canceled, abandoned } = counts;
  const decided = succeeded + failed + abandoned;
  const rate = (part: number) => (decided === 0 ? '–' : share.format(part / decided));
  return {
    ended: whole.format(decided + canceled),
    succeeded: whole.format(succeeded),
    failed: whole.format(failed),
    canceled: whole.format(canceled),
    successRate: rate(succeeded),
    errorRate: rate(failed + abandoned),
  };
}
