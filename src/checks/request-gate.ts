import { skip } from './check-ending.js';

/** Counts requests, and lets in no more of them at once than it may. */
export interface RequestGate {
  readonly requests: number;
  /** Waits for its turn. Ends the check, as skipped, when all requests are used up. */
  pass<T>(task: () => Promise<T>): Promise<T>;
}

export function requestGate(maxRequests: number, concurrency: number): RequestGate {
  let requests = 0;
  let underWay = 0;
  const waiting: (() => void)[] = [];
  return {
    get requests() {
      return requests;
    },
    async pass(task) {
      if (requests >= maxRequests)
        skip(`All ${maxRequests} requests are used up. Raise maxRequests, or run fewer checks.`);
      requests += 1;
      // Whoever leaves passes the place on, so that nobody comes in between.
      if (underWay >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
      else underWay += 1;
      try {
        return await task();
      } finally {
        const next = waiting.shift();
        if (next === undefined) underWay -= 1;
        else next();
      }
    },
  };
}
