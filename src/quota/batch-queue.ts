import { queueFull } from './overloaded.js';
import { type HalvesParts, sendInHalves } from './send-in-halves.js';
import { type Waiting, WaitingLine, type WaitingLineParts } from './waiting-line.js';

export interface BatchQueueParts<Request, Answer> extends HalvesParts<Request, Answer>, WaitingLineParts {
  /** The most batches under way at once. */
  readonly lanes: number;
  /** The most requests of a batch; those of one kind count as one. */
  readonly maxBatch: number;
  /** The most requests that may wait; infinite for those that must never be turned away. */
  readonly maxWaiting: number;
  /** Requests of the same kind can be answered as one; null for one of its own. */
  readonly kindOf: (request: Request) => string | null;
}

/** So few are not worth a second round trip. */
const smallBatch = 16;

/**
 * Sends requests in batches. A request that finds a free lane leaves in the same turn of the event
 * loop, alone or with those that came in that turn; no timer is waited for. What comes while all lanes
 * are busy leaves with the next batch, or is turned away if it has waited too long by then.
 */
export class BatchQueue<Request, Answer> {
  readonly #parts: BatchQueueParts<Request, Answer>;
  readonly #waiting: WaitingLine<Request, Answer>;
  /** Batches under way, and the requests in them. */
  #underWay = 0;
  #carried = 0;
  #isStarting = false;

  constructor(parts: BatchQueueParts<Request, Answer>) {
    this.#parts = parts;
    this.#waiting = new WaitingLine(parts);
  }

  /** How many wait for a lane. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** @throws PromptForgeError `overloaded`, and what sending fails with. */
  async ask(request: Request): Promise<Answer> {
    const { maxWaiting, kindOf, now } = this.#parts;
    if (this.#waiting.length >= maxWaiting) throw queueFull(maxWaiting);
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting.add({ request, kind: kindOf(request), since: now(), resolve, reject });
      this.#startSoon();
    });
  }

  #startSoon(): void {
    if (this.#isStarting || this.#waiting.length === 0) return;
    if (this.#underWay >= this.#parts.lanes) {
      this.#waiting.watch();
      return;
    }
    this.#isStarting = true;
    // Those who were just answered get to ask again before the next batch leaves.
    setImmediate(() => {
      this.#isStarting = false;
      while (this.#underWay < this.#parts.lanes && this.#waiting.length > 0) void this.#carry(this.#next());
      this.#startSoon();
    });
  }

  /**
   * The next batch: all that wait, or their fair share of the lanes if they are many. While the storage
   * works on one batch, this process is then busy with the answers to another.
   */
  #next(): readonly Waiting<Request, Answer>[] {
    const { lanes, maxBatch } = this.#parts;
    const share = Math.max(smallBatch, Math.ceil((this.#waiting.length + this.#carried) / lanes));
    return this.#waiting.take(share, maxBatch);
  }

  async #carry(batch: readonly Waiting<Request, Answer>[]): Promise<void> {
    this.#underWay += 1;
    this.#carried += batch.length;
    const outcomes = await sendInHalves(
      batch.map(({ request }) => request),
      this.#parts,
    );
    this.#underWay -= 1;
    this.#carried -= batch.length;
    outcomes.forEach((outcome, index) => {
      if (outcome.isAnswered) batch[index]?.resolve(outcome.answer);
      else batch[index]?.reject(outcome.error);
    });
    this.#startSoon();
  }
}
