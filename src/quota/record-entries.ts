import type { LedgerStore, ReserveResult, Scoped } from '../ports/ledger-store.js';
import { isUnavailable } from './is-unavailable.js';
import { partsOfOneAnchor } from './parts-of-one-anchor.js';
import { type Outcome, sendInHalves } from './send-in-halves.js';
import type { Entry } from './unrecorded-journal.js';

export interface RecordedEntry {
  readonly entry: Entry;
  /** False when the storage will never take it. */
  readonly isRecorded: boolean;
}

type Of<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>;

/**
 * Records what was let in, and then what has ended, in three round trips. Tells of each entry as soon
 * as it is settled what became of it.
 * @throws PromptForgeError of the storage when it is away again; what was not told of is still to do.
 */
export async function recordEntries(
  ledger: LedgerStore,
  entries: readonly Entry[],
  tell: (recorded: RecordedEntry) => void,
): Promise<void> {
  const reservations = entries.filter((entry) => entry.kind === 'reservation');
  const taken = await send(reservations, (many) => ledger.reserveMany(many.map(scoped)), isOfItsOwn, tell);
  // The key of these names another run. What they spent is recorded all the same.
  const keyless = new Map(taken.map((entry) => [withoutKey(entry), entry]));
  const tellOfOriginal = ({ entry, isRecorded }: RecordedEntry) =>
    tell({ entry: entry.kind === 'reservation' ? (keyless.get(entry) ?? entry) : entry, isRecorded });
  const lost = await send(
    [...keyless.keys()],
    (many) => ledger.reserveMany(many.map(scoped)),
    isOfItsOwn,
    tellOfOriginal,
  );
  for (const entry of lost) tellOfOriginal({ entry, isRecorded: false });

  const consumptions = entries.filter((entry) => entry.kind === 'consumption');
  await send(
    consumptions,
    (many) => ledger.consumeMany(many.map(scoped)),
    () => true,
    tell,
    partsOfOneAnchor,
  );

  const settlements = entries.filter((entry) => entry.kind === 'settlement');
  const unknown = await send(
    settlements,
    (many) => ledger.settleMany(many.map(scoped)),
    (_entry, { outcome }) => outcome !== 'unknown_run',
    tell,
  );
  for (const entry of unknown) tell({ entry, isRecorded: false });
}

/** @returns those that were answered, and not as they should. */
async function send<E extends Entry, Answer>(
  entries: readonly E[],
  sendMany: (entries: readonly E[]) => Promise<readonly Answer[]>,
  isRight: (entry: E, answer: Answer) => boolean,
  tell: (recorded: RecordedEntry) => void,
  partsOf: (entries: readonly E[]) => readonly (readonly E[])[] = (all) => [all],
): Promise<readonly E[]> {
  if (entries.length === 0) return [];
  const outcomes: readonly Outcome<Answer>[] = await sendInHalves(entries, {
    send: sendMany,
    partsOf,
    isPointless: isUnavailable,
  });
  const wrong: E[] = [];
  let away: unknown = null;
  entries.forEach((entry, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) return;
    if (!outcome.isAnswered && isUnavailable(outcome.error)) away = outcome.error;
    else if (!outcome.isAnswered) tell({ entry, isRecorded: false });
    else if (isRight(entry, outcome.answer)) tell({ entry, isRecorded: true });
    else wrong.push(entry);
  });
  if (away !== null) throw away;
  return wrong;
}

function isOfItsOwn({ request: { runId } }: Of<'reservation'>, answer: ReserveResult): boolean {
  return (answer.outcome === 'reserved' || answer.outcome === 'replayed') && answer.run.id === runId;
}

function withoutKey({ scope, request }: Of<'reservation'>): Of<'reservation'> {
  return { kind: 'reservation', scope, request: { ...request, idempotencyKey: null } };
}

function scoped<Request>({ scope, request }: Scoped<Request>): Scoped<Request> {
  return { scope, request };
}
