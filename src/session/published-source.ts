import type { Clock } from '../ports/clock.js';
import type { KeySource } from './key-source.js';
import type { KeySetPlace } from './session-settings.js';

/** Those of an issuer. Whoever signs tokens with a secret never loads the code for that. */
export function publishedSource(place: KeySetPlace, clock: Clock, report: (error: unknown) => void): KeySource {
  let set: KeySource | null = null;
  return {
    current: () => set?.current() ?? null,
    async find(algorithm, kid) {
      const { KeySet } = await import('./key-set.js');
      set ??= new KeySet(place, clock, report);
      return set.find(algorithm, kid);
    },
  };
}
