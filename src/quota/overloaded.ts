import type { JsonObject } from '../domain/json/json.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

const retryAfterMs = 1_000;
const reason = 'waited';

/** The queue is full. */
export function queueFull(maxQueue: number): PromptForgeError {
  return overloaded(`${maxQueue} calls are waiting for the storage, and no more may.`, { maxQueue });
}

/** A call was not sent in all the time that it may wait. */
export function waitedTooLong(ms: number): PromptForgeError {
  const waitedMs = Math.round(ms);
  return overloaded(`A call waited ${waitedMs} ms for its turn at the storage, and may wait no longer.`, {
    reason,
    waitedMs,
  });
}

/** The storage was asked, and did not answer in all the time that a call may wait. */
export function answerCameLate(waitedMs: number): PromptForgeError {
  return overloaded(`The storage was asked, and has not answered within ${waitedMs} ms.`, {
    reason,
    waitedMs,
  });
}

export function hasWaitedTooLong({ code, details }: PromptForgeError): boolean {
  return code === 'overloaded' && details.reason === reason;
}

function overloaded(problem: string, details: JsonObject): PromptForgeError {
  return new PromptForgeError(
    'overloaded',
    `${problem} Nothing was done: call again in a moment. If this happens often, the storage is too slow for the traffic.`,
    { retryAfterMs, details },
  );
}
