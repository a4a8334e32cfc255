import type { Later } from './later.js';
import { answerCameLate } from './overloaded.js';

/**
 * What the storage answers, if it does so in time. An answer that comes later is ignored, and so is a
 * failure: nothing was asked but to read.
 * @throws PromptForgeError `overloaded`, and what reading fails with.
 */
export function withinWait<T>(reading: Promise<T>, maxWaitMs: number, later: Later): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = later(() => reject(answerCameLate(maxWaitMs)), maxWaitMs, true);
    reading.finally(cancel).then(resolve, reject);
  });
}
