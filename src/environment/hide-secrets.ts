const shownFor = Symbol.for('nodejs.util.inspect.custom');

/**
 * A frozen copy in which the values named are not enumerable, and are shown as `[hidden]` by
 * `JSON.stringify` and `util.inspect`, so that it can be seen whether they are there.
 */
export function hideSecrets<T extends object>(values: T, secrets: readonly (keyof T)[]): T {
  const copy = { ...values };
  const shown: object = { ...values, ...Object.fromEntries(secrets.map((name) => [name, cover(values[name])])) };
  for (const name of secrets) Object.defineProperty(copy, name, { enumerable: false });
  for (const name of ['toJSON', shownFor]) Object.defineProperty(copy, name, { value: () => shown });
  return Object.freeze(copy);
}

function cover(secret: unknown): unknown {
  return secret === null || secret === undefined ? secret : '[hidden]';
}
