/** The fewest characters of a prompt. */
const shortest = 10;
/** The most a prompt may have at all. */
const longest = 10_000;
/**
 * A rewrite may have this many whatever the original has: all sections of the prompt standard come
 * to less than 2,000 characters, and a model that writes them for the case at hand needs half as much again.
 */
const roomForSections = 3_000;
/** Beyond, it may have so many times the characters of the original: a long prompt states most things already. */
const timesOriginal = 4;

/** Whether a rewrite is no text at all, or explodes. Characters are code points. */
export function lengthRejection(original: string, candidate: string): 'empty' | 'too_long' | null {
  const length = codePoints(candidate);
  if (length < shortest || candidate.trim() === '') return 'empty';
  const limit = Math.min(longest, Math.max(roomForSections, timesOriginal * codePoints(original)));
  return length > limit ? 'too_long' : null;
}

function codePoints(text: string): number {
  return [...text].length;
}
