import { measuredText } from './measured-text.js';

const scripts = [
  /\p{Script=Latin}/gu,
  /\p{Script=Cyrillic}/gu,
  /\p{Script=Greek}/gu,
  /\p{Script=Arabic}/gu,
  /\p{Script=Hebrew}/gu,
  /\p{Script=Devanagari}/gu,
  // Japanese mixes the three, and one sentence of it may lean to either side.
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  /\p{Script=Hangul}/gu,
  /\p{Script=Thai}/gu,
];

/**
 * Whether most letters are in another script: a translation nobody asked for. Code, quotations and
 * placeholders don't count.
 */
export function scriptRejection(original: string, candidate: string): 'script_changed' | null {
  const before = mainScript(measuredText(original));
  const after = mainScript(measuredText(candidate));
  return before === undefined || after === undefined || before === after ? null : 'script_changed';
}

function mainScript(text: string): RegExp | undefined {
  const counts = scripts.map((pattern) => text.match(pattern)?.length ?? 0);
  const most = Math.max(...counts);
  return most === 0 ? undefined : scripts[counts.indexOf(most)];
}
