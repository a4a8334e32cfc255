import { detectionViews } from '../../../../src/safety/unicode/detection-views.js';

const wordsOf = (text: string): string => ` ${(text.toLowerCase().match(/[a-z0-9]+/g) ?? []).join(' ')} `;

/** Whether one of the views of a disguised text holds the words of the plain one, in their order. */
export function seesThrough(disguised: string, plain: string): boolean {
  return detectionViews(disguised).some(({ text }) => wordsOf(text).includes(wordsOf(plain)));
}
