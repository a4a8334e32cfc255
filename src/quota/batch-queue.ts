import { PromptForgeError } from '../errors/promptforge-error.js';
import { type HalvesParts, sendInHalves } from './send-in-halves.js';

export interface BatchQueueParts<Request, Answer> extends HalvesParts<Request, Answer> {
  /** The most batches under way at once. */
  readonly lanes: number;
  /** The most requests of a batch; those of one kind count as one. */
  readonly maxBatch: number;
  /** The most requests that may wait; infinite for those that must never be turned away. */
  readonly maxWaiting: number;
  /** Requests of the same kind can be answered as one; null for one of its own. */
  readonly kindOf: (request: Request) => string | null;
}

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly kind: string | null;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const retryAfterMs = 1_000;

/** So few are not worth a second round trip. */
const smallBatch = 16;

/**
 * Sends requests in batches. A request that finds a free lane leaves in the same turn of the event
 * loop, alone or with those that came in that turn; no timer is waited for. What comes while all lanes
 * are busy leaves with the next batch.
 */
export class BatchQueue<Request, Answer> {
  readonly #parts: BatchQueueParts<Request, Answer>;
  #waiting: Waiting<Request, Answer>[] = [];
  /** Batches under way, and the requests in them. */
  #underWay = 0;
  #carried = 0;
  #isStarting = false;

  constructor(parts: BatchQueueParts<Request, Answer>) {
    this.#parts = parts;
  }

  /** How many wait for a lane. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** @throws PromptForgeError `overloaded`, and what sending fails with. */
  async ask(request: Request): Promise<Answer> {
    const { maxWaiting, kindOf } = this.#parts;
    if (this.#waiting.length >= maxWaiting) throw overloaded(maxWaiting);
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ request, kind: kindOf(request), resolve, reject });
      this.#startSoon();
    });
  }

  #startSoon(): void {
    if (this.#isStarting || this.#underWay >= this.#parts.lanes || this.#waiting.length === 0) return;
    this.#isStarting = true;
    // Those who were just answered get to ask again before the next batch leaves.
    setImmediate(() => {
      this.#isStarting = false;
      while (this.#underWay < this.#parts.lanes && this.#waiting.length > 0) void this.#carry(this.#next());
    });
  }

  /**
   * The next batch: all that wait, or their fair share of the lanes if they are many. While the storage
   * works on one batch, this process is then busy with the answers to another.
   */
  #next(): readonly Waiting<Request, Answer>[] {
    const { lanes, maxBatch } = this.#parts;
    const share = Math.max(smallBatch, Math.ceil((this.#waiting.length + this.#carried) / lanes));
    const kinds = new Set<string>();
    let size = 0;
    const end = this.#waiting.findIndex(({ kind }, index) => {
      if (index === share) return true;
      if (kind !== null && kinds.has(kind)) return false;
      if (kind !== null) kinds.add(kind);
      size += 1;
      return size > maxBatch;
    });
    if (end >= 0) return this.#waiting.splice(0, end);
    const all = this.#waiting;
    this.#waiting = [];
    return all;
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

function overloaded(maxWaiting: number): PromptForgeError {
  return new PromptForgeError(
    'overloaded',
    `${maxWaiting} calls are waiting for the storage, and no more may. Nothing was done: call again in a moment. If ` +
      'this happens often, the storage is too slow for the traffic.',
    { retryAfterMs, details: { maxQueue: maxWaiting } },
  );
}
