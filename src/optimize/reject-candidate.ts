import { certainPlaceholdersOf, placeholdersOf } from './placeholders.js';

/** Why a rewrite is thrown away unscored. Rejected, never repaired: a patched text is nobody's work. */
export type Rejection =
  | 'empty'
  | 'too_long'
  | 'unchanged'
  | 'placeholder_lost'
  | 'placeholder_invented'
  | 'script_changed'
  | 'evidence_marker_leaked';

/** The most characters a rewrite may have: what a prompt may have at all. */
const maxLength = 10_000;

const evidenceMarker = /\b(BEGIN|END) EVIDENCE\b/;

/** Checks a rewrite against its original without a model; null when nothing speaks against it. */
export function rejectCandidate(original: string, candidate: string): Rejection | null {
  if ([...candidate].length < 10) return 'empty';
  if ([...candidate].length > maxLength) return 'too_long';
  if (candidate === original) return 'unchanged';
  const before = placeholdersOf(original);
  const after = placeholdersOf(candidate);
  if ([...before].some((name) => !after.has(name))) return 'placeholder_lost';
  if ([...certainPlaceholdersOf(candidate)].some((name) => !before.has(name))) return 'placeholder_invented';
  if (evidenceMarker.test(candidate) && !evidenceMarker.test(original)) return 'evidence_marker_leaked';
  if (mainScript(original) !== mainScript(candidate)) return 'script_changed';
  return null;
}

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

/** The script most letters are in: a rewrite in another one is a translation nobody asked for. */
function mainScript(text: string): RegExp | undefined {
  const counts = scripts.map((pattern) => text.match(pattern)?.length ?? 0);
  const most = Math.max(...counts);
  return most === 0 ? undefined : scripts[counts.indexOf(most)];
}
