import type { Amounts, WindowState } from '../domain/quota/quota-window.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { ConsumeResult, Consumption, Scoped } from '../ports/ledger-store.js';
import { consumptionKind } from './consumption-kind.js';
import { LedgerDecorator } from './ledger-decorator.js';

interface Group {
  readonly first: Scoped<Consumption>;
  /** Places in the batch, in their order. */
  readonly places: number[];
}

/** The most times that a ledger takes an amount at once. */
const mostAlike = 1_000;

/**
 * Makes one consumption with a count of those in a batch that are alike. What was granted is handed
 * out first come, first served, and each is told the windows as they would have been after it alone.
 */
export class CoalescingLedger extends LedgerDecorator {
  override async consumeMany(consumptions: readonly Scoped<Consumption>[]): Promise<readonly ConsumeResult[]> {
    const groups = grouped(consumptions);
    const answers = await this.#answersTo(groups.map(asOne));
    const results: ConsumeResult[] = new Array(consumptions.length);
    groups.forEach(({ first, places }, index) => {
      const shared = answers[index];
      if (shared === undefined) throw missing();
      places.forEach((place, turn) => {
        results[place] = places.length === 1 ? shared : shareOf(shared, first.request.amounts, turn);
      });
    });
    return results;
  }

  async #answersTo(requests: readonly Scoped<Consumption>[]): Promise<readonly ConsumeResult[]> {
    const [only, ...others] = requests;
    if (only === undefined || others.length > 0) return this.inner.consumeMany(requests);
    return [await this.inner.consume(only.scope, only.request)];
  }
}

function grouped(consumptions: readonly Scoped<Consumption>[]): readonly Group[] {
  const groups: Group[] = [];
  const byKind = new Map<string, Group>();
  consumptions.forEach((first, place) => {
    const kind = consumptionKind(first);
    const known = kind === null ? undefined : byKind.get(kind);
    if (known !== undefined && known.places.length < mostAlike) {
      known.places.push(place);
      return;
    }
    const group: Group = { first, places: [place] };
    groups.push(group);
    if (kind !== null) byKind.set(kind, group);
  });
  return groups;
}

function asOne({ first, places }: Group): Scoped<Consumption> {
  return places.length === 1 ? first : { scope: first.scope, request: { ...first.request, count: places.length } };
}

/** What the one whose turn it is gets of an answer to all. */
function shareOf(shared: ConsumeResult, amounts: Amounts, turn: number): ConsumeResult {
  if (shared.outcome === 'refused') return shared;
  const { granted, windows, rest } = shared;
  if (turn < granted) {
    return {
      outcome: 'admitted',
      granted: 1,
      windows: windowsBefore(windows, amounts, granted - 1 - turn),
      rest: null,
    };
  }
  if (rest === null) throw missing();
  return rest;
}

/** The windows as they were when so many had not yet been taken. */
function windowsBefore(windows: readonly WindowState[], amounts: Amounts, times: number): readonly WindowState[] {
  return windows.map((window) => {
    const used = window.used - times * amounts[window.meter];
    return { ...window, used, remaining: Math.max(0, window.max - used) };
  });
}

function missing(): PromptForgeError {
  return new PromptForgeError('internal', 'The storage granted fewer than were asked for, and did not say why.');
}
