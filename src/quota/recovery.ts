import type { TenantScope } from '../domain/access/principal.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { LedgerStore } from '../ports/ledger-store.js';
import { isUnavailable } from './is-unavailable.js';
import type { Timing } from './later.js';
import { Outage } from './outage.js';
import { recordEntries } from './record-entries.js';
import { type LostEntry, lostEntry, UnrecordedJournal } from './unrecorded-journal.js';

export interface RecoveryParts extends Timing {
  readonly ledger: LedgerStore;
  readonly report: (error: PromptForgeError) => void;
}

const mostAtOnce = 256;

/**
 * Knows whether the storage can be asked, and records what was missed as soon as it can. While it is
 * away it is asked again after a pause, by whoever comes first: a call, or a timer. Nobody else waits
 * for that, so that a storage that hangs delays one call and not all.
 */
export class Recovery {
  readonly journal = new UnrecordedJournal();
  readonly #parts: RecoveryParts;
  #outage: Outage | null = null;
  #attempt: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;
  #isClosed = false;
  /** Fewer after each failure, so that a slow storage is asked for what it can do in the time it has. */
  #atOnce = mostAtOnce;
  #recorded = { runs: 0, settlements: 0, consumptions: 0 };
  #lost: LostEntry[] = [];

  constructor(parts: RecoveryParts) {
    this.#parts = parts;
  }

  /** Whether the storage could not be asked when it was last tried. */
  get isAway(): boolean {
    return this.#outage !== null && !this.#outage.isAnswering;
  }

  /** What the storage failed with last. */
  get error(): PromptForgeError {
    return (
      this.#outage?.error ?? new PromptForgeError('storage_unavailable', 'The storage did not answer. Call again.')
    );
  }

  /**
   * Asks the storage, or answers without it while it is away. What the tenant is missing is recorded
   * before anything new of it is asked.
   */
  async askOr<Answer>(
    scope: TenantScope,
    ask: () => Promise<Answer>,
    answer: (error: PromptForgeError) => Answer,
  ): Promise<Answer> {
    for (let outage = this.#outage; outage !== null; outage = this.#outage) {
      if (outage.isAnswering && !this.journal.holds(scope)) break;
      // Somebody is asking, or it is not time to ask.
      const mustWait = this.#attempt !== null || !outage.takeTurn(this.#parts.now());
      if (!outage.isAnswering && mustWait) return this.#answeredWithoutIt(outage, answer(outage.error));
      if (this.journal.size === 0) break;
      await this.attempt();
    }
    const before = this.#outage;
    try {
      const answered = await ask();
      if (this.journal.size === 0) this.#end();
      return answered;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      return this.#answeredWithoutIt(this.#failed(error, before), answer(error));
    }
  }

  /** Somebody else has found that the storage cannot be asked: nobody has to find that out once more. */
  noteAway(error: PromptForgeError): void {
    if (this.#outage === null) this.#failed(error, null);
  }

  /** Tries to record everything. Never rejects; several at once are one. */
  attempt(): Promise<void> {
    this.#attempt ??= this.#recordAll().finally(() => {
      this.#attempt = null;
    });
    return this.#attempt;
  }

  /**
   * Tries for some time to record everything, and tells what could not. To be called when nothing
   * new comes any more.
   */
  async close(longestMs: number): Promise<void> {
    let isOver = false;
    const cancels: (() => void)[] = [];
    const pause = (ms: number) =>
      new Promise<void>((resolve) => {
        cancels.push(this.#parts.later(resolve, ms, true));
      });
    const over = pause(longestMs).then(() => {
      isOver = true;
    });
    while (this.journal.size > 0 && !isOver) {
      await Promise.race([this.attempt(), over]);
      if (this.journal.size > 0) await Promise.race([pause(this.#outage?.pauseMs ?? longestMs), over]);
    }
    for (const cancel of cancels) cancel();
    this.#isClosed = true;
    this.#stopTimer();
    if (this.journal.size > 0) this.#parts.report(unrecorded(this.journal.list()));
  }

  /** A call has failed that was sent in an outage, or before one. @returns the outage that it is a part of. */
  #failed(error: PromptForgeError, before: Outage | null): Outage {
    const now = this.#parts.now();
    let outage = this.#outage;
    if (outage === null) {
      outage = new Outage(error, now);
      this.#outage = outage;
      this.#parts.report(error);
    } else {
      // Of many that were under way when it began, the first has told.
      if (outage !== before) return outage;
      outage.goesOn(error, now);
    }
    this.#startTimer(outage);
    return outage;
  }

  /** A timer that found nothing to record was the last: an entry that comes after it needs another one. */
  #answeredWithoutIt<Answer>(outage: Outage, answer: Answer): Answer {
    if (this.#cancelTimer === null && this.journal.size > 0) this.#startTimer(outage);
    return answer;
  }

  #startTimer({ pauseMs }: Outage): void {
    this.#stopTimer();
    if (this.#isClosed) return;
    const attempt = () => {
      this.#cancelTimer = null;
      void this.attempt();
    };
    this.#cancelTimer = this.#parts.later(attempt, pauseMs, false);
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  async #recordAll(): Promise<void> {
    const outage = this.#outage;
    if (outage === null || this.journal.size === 0) return;
    while (this.journal.size > 0) {
      const entries = this.journal.first(this.#atOnce);
      try {
        await recordEntries(this.#parts.ledger, entries, ({ entry, isRecorded }) => {
          this.journal.remove(entry);
          if (isRecorded) this.#count(entry.kind);
          else this.#lost.push(lostEntry(entry));
        });
      } catch (error) {
        const failure = isUnavailable(error) ? error : internal(error);
        this.#atOnce = Math.ceil(this.#atOnce / 2);
        outage.goesOn(failure, this.#parts.now());
        this.#startTimer(outage);
        return;
      }
      outage.isAnswering = true;
      this.#atOnce = Math.min(this.#atOnce * 2, mostAtOnce);
    }
    this.#end();
  }

  #count(kind: LostEntry['kind']): void {
    if (kind === 'reservation') this.#recorded.runs += 1;
    else if (kind === 'settlement') this.#recorded.settlements += 1;
    else this.#recorded.consumptions += 1;
  }

  #end(): void {
    const outage = this.#outage;
    if (outage === null) return;
    this.#stopTimer();
    this.#outage = null;
    const recorded = this.#recorded;
    const lost = this.#lost;
    this.#recorded = { runs: 0, settlements: 0, consumptions: 0 };
    this.#lost = [];
    if (lost.length > 0) this.#parts.report(unrecorded(lost));
    const { runs, consumptions, settlements } = recorded;
    if (runs + consumptions + settlements === 0) return;
    this.#parts.report(
      new PromptForgeError(
        'storage_unavailable',
        `The storage was away. Meanwhile ${runs} runs and ${consumptions} calls were admitted without asking it, and ` +
          `${settlements} runs have ended; all of this has been recorded since.`,
        { details: { awayMs: Math.round(this.#parts.now() - outage.since), ...recorded, lost: lost.length } },
      ),
    );
  }
}

function unrecorded(lost: readonly LostEntry[]): PromptForgeError {
  return new PromptForgeError(
    'run_unsettled',
    `${lost.length} entries of what was admitted while the storage was away could not be recorded. They are in the ` +
      'details of this error.',
    { details: { entries: lost.map((entry) => ({ ...entry, amounts: { ...entry.amounts } })) } },
  );
}

function internal(cause: unknown): PromptForgeError {
  return new PromptForgeError('internal', 'Recording what was admitted unasked has failed.', { cause });
}
