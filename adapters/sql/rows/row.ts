import { PromptForgeError } from '../../../src/storage.js';

/**
 * A record as a database answered it. Drivers disagree about how large numbers arrive (number,
 * text or bigint): here is the only place that knows.
 */
export class Row {
  readonly #fields: Readonly<Record<string, unknown>>;

  /** @throws PromptForgeError `storage_unavailable` for anything that is no record. */
  constructor(value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable('an answer');
    this.#fields = value as Record<string, unknown>;
  }

  text(name: string): string {
    const value = this.#fields[name];
    if (typeof value !== 'string') throw unreadable(name);
    return value;
  }

  /** Whether there is anything by that name. */
  has(name: string): boolean {
    return !this.#isNull(name);
  }

  nullableText(name: string): string | null {
    return this.#isNull(name) ? null : this.text(name);
  }

  /** Text of which only our own functions write a few values. */
  literal<T extends string>(name: string): T {
    return this.text(name) as T;
  }

  flag(name: string): boolean {
    const value = this.#fields[name];
    if (typeof value !== 'boolean') throw unreadable(name);
    return value;
  }

  number(name: string): number {
    return toNumber(this.#fields[name], name);
  }

  nullableNumber(name: string): number | null {
    return this.#isNull(name) ? null : this.number(name);
  }

  row(name: string): Row {
    return new Row(this.#fields[name]);
  }

  nullableRow(name: string): Row | null {
    return this.#isNull(name) ? null : this.row(name);
  }

  rows(name: string): readonly Row[] {
    return toRows(this.#fields[name], name);
  }

  list(name: string): readonly unknown[] {
    const value = this.#fields[name];
    if (!Array.isArray(value)) throw unreadable(name);
    return value;
  }

  texts(name: string): readonly string[] {
    const value = this.#fields[name];
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw unreadable(name);
    return value;
  }

  nullableTexts(name: string): readonly string[] | null {
    return this.#isNull(name) ? null : this.texts(name);
  }

  numbers(name: string): readonly number[] {
    const value = this.#fields[name];
    if (!Array.isArray(value)) throw unreadable(name);
    return value.map((item) => toNumber(item, name));
  }

  /** A document that was given to the storage as `T`, and comes back as it was. */
  document<T>(name: string): T | null {
    return this.#isNull(name) ? null : (this.#fields[name] as T);
  }

  #isNull(name: string): boolean {
    return this.#fields[name] === null || this.#fields[name] === undefined;
  }

  /** The answer of a function that returns a list. */
  static list(value: unknown): readonly Row[] {
    return toRows(value, 'an answer');
  }

  /** The answer of a function that returns a list in which something may be missing. */
  static nullableList(value: unknown): readonly (Row | null)[] {
    if (!Array.isArray(value)) throw unreadable('an answer');
    return value.map((item) => (item === null ? null : new Row(item)));
  }

  /** A list of pairs of numbers. */
  static pairs(value: unknown): readonly (readonly [number, number])[] {
    if (!Array.isArray(value)) throw unreadable('an answer');
    return value.map((pair) => {
      if (!Array.isArray(pair) || pair.length !== 2) throw unreadable('an answer');
      return [toNumber(pair[0], 'an answer'), toNumber(pair[1], 'an answer')];
    });
  }

  /** The answer of a function that returns a count. */
  static count(value: unknown): number {
    return toNumber(value, 'an answer');
  }
}

function toRows(value: unknown, name: string): readonly Row[] {
  if (!Array.isArray(value)) throw unreadable(name);
  return value.map((item) => new Row(item));
}

function toNumber(value: unknown, name: string): number {
  const isNumeric =
    typeof value === 'number' || typeof value === 'bigint' || (typeof value === 'string' && value !== '');
  const number = isNumeric ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) throw unreadable(name);
  return number;
}

function unreadable(name: string): PromptForgeError {
  return new PromptForgeError(
    'storage_unavailable',
    `The database answered in a form that this version of promptforge cannot read (${name}). ` +
      'Check that its schema was set up by promptforge alone.',
  );
}
