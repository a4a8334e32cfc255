/**
 * A document for a `jsonb` parameter, with its text, since it has to be written down anyway to see
 * whether it can be stored. Postgres has neither NUL nor half a surrogate pair in its text. In documents,
 * which may quote a model, each becomes U+FFFD: losing a character is better than losing a run.
 */
export class SqlDocument {
  readonly value: object;
  readonly text: string;

  constructor(value: object) {
    const text = JSON.stringify(value);
    const isStorable = !isSuspicious(text);
    this.value = isStorable ? value : (storableValue(value) as object);
    this.text = isStorable ? text : JSON.stringify(this.value);
  }

  toJSON() {
    return this.value;
  }
}

/** A document as it comes back from the database. */
export function storableDocument<T>(document: T): T {
  return isSuspicious(JSON.stringify(document)) ? (storableValue(document) as T) : document;
}

export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** Whether JSON spells out NUL or half a surrogate pair, which it never leaves as they are; or seems to. */
function isSuspicious(text: string): boolean {
  return /\\u(?:0000|d[89a-f])/.test(text);
}

function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return isStorableText(value) ? value : value.toWellFormed().replaceAll('\0', '\uFFFD');
  if (Array.isArray(value)) return value.map(storableValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableValue(key), storableValue(item)]));
}
