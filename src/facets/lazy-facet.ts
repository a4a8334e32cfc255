import { once } from './once.js';

type Method = (...args: never[]) => Promise<unknown>;

/**
 * A facet whose code is loaded with the first call of one of its methods: a process pays at its start,
 * and in its bundle, for what it uses.
 * @param methods all of them, by name.
 */
export function lazyFacet<Facet extends { readonly [Name in keyof Facet]: Method }>(
  methods: { readonly [Name in keyof Facet]: true },
  load: () => Promise<Facet>,
): Facet {
  const facet = once(load);
  const method = (name: string): Method => {
    return async (...args) => (await facet())[name as keyof Facet](...args);
  };
  return Object.freeze(Object.fromEntries(Object.keys(methods).map((name) => [name, method(name)]))) as Facet;
}
