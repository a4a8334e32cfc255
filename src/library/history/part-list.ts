import { isWord } from './words-of.js';

/** A piece of two texts: in both, in the second alone, or in the first alone. */
export interface DiffPart {
  readonly type: 'equal' | 'insert' | 'delete';
  /** Never empty. */
  readonly text: string;
}

/** Parts as they come, put together where they are of one type, with a count of words of each. */
export class PartList {
  readonly #parts: DiffPart[] = [];
  #inserted = 0;
  #deleted = 0;

  get parts(): readonly DiffPart[] {
    return this.#parts;
  }

  /** Words in all of the parts of that type. */
  get inserted(): number {
    return this.#inserted;
  }

  get deleted(): number {
    return this.#deleted;
  }

  add(type: DiffPart['type'], words: readonly string[]): void {
    if (words.length === 0) return;
    const text = words.join('');
    const last = this.#parts.at(-1);
    if (last?.type === type) this.#parts[this.#parts.length - 1] = { type, text: `${last.text}${text}` };
    else this.#parts.push({ type, text });
    if (type === 'insert') this.#inserted += words.filter(isWord).length;
    if (type === 'delete') this.#deleted += words.filter(isWord).length;
  }
}
