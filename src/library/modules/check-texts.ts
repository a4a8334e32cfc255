import { isStorableText } from '../../domain/text/is-storable-text.js';
import { type ModuleProblem, pathOf } from './module-problem.js';

/** Deeper than this no module is: what goes on and on is told of by its shape. */
const deepest = 40;

/** Texts that no storage could give back as they were. */
export function checkTexts(value: unknown, path: readonly PropertyKey[] = []): readonly ModuleProblem[] {
  if (typeof value === 'string') {
    if (isStorableText(value)) return [];
    const message = 'holds half a character (a lone surrogate) or the character 0, which cannot be stored';
    return [{ path: pathOf(path), problem: 'text_unstorable', message }];
  }
  if (typeof value !== 'object' || value === null || path.length > deepest) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    ...checkTexts(key, [...path, '*']),
    ...checkTexts(part, [...path, Array.isArray(value) ? Number(key) : key]),
  ]);
}
