import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import { fetchKeySet } from './fetch-key-set.js';
import { keyName } from './key-name.js';
import type { FoundKeys, KeySource, Keys } from './key-source.js';
import type { KeySetPlace } from './session-settings.js';
import { isObject } from './strict-object.js';
import { verificationKey } from './verification-key.js';

interface Held {
  readonly text: string;
  readonly keys: Keys;
  readonly fetchedAt: number;
}

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const mostKeys = 100;

/**
 * The published keys of an issuer. They are used for `maxAgeMs`, and fetched ahead of that; for
 * `staleIfErrorMs` more while they cannot be fetched. However many ask, one fetch is under way; a
 * key that is missing causes one in `cooldownMs` at most, and after a failure the next one is put
 * off, twice as long each time.
 */
export class KeySet implements KeySource {
  readonly #place: KeySetPlace;
  readonly #clock: Clock;
  readonly #report: (error: unknown) => void;
  #held: Held | null = null;
  #failures = 0;
  #nextFetchAt = 0;
  #underWay: Promise<void> | null = null;

  constructor(place: KeySetPlace, clock: Clock, report: (error: unknown) => void) {
    this.#place = place;
    this.#clock = clock;
    this.#report = report;
  }

  current(): Keys | null {
    const { maxAgeMs, staleIfErrorMs } = this.#place;
    const age = this.#age();
    if (this.#held === null || age >= maxAgeMs + staleIfErrorMs) return null;
    // Past its age a set stands only for what was tried just now, in vain.
    if (age >= maxAgeMs && (this.#failures === 0 || this.#isDue())) return null;
    if (age >= maxAgeMs / 2) void this.#refresh();
    return this.#held.keys;
  }

  /** @throws PromptForgeError `session_keys_unavailable` */
  async find(algorithm: string, kid: string): Promise<FoundKeys | null> {
    const name = keyName(algorithm, kid);
    let keys = this.current();
    if (!keys?.has(name)) {
      await this.#refresh();
      keys = this.current();
    }
    const found = keys?.get(name);
    if (keys && found) return { candidates: [found], keys };
    // With a set that may be out of date nobody knows whether there is such a key.
    if (keys === null || this.#failures > 0) {
      throw new PromptForgeError(
        'session_keys_unavailable',
        'The access token cannot be verified right now, since the keys of its issuer cannot be fetched. Try again in a moment.',
        { retryAfterMs: Math.max(this.#nextFetchAt - this.#clock.now(), 0) },
      );
    }
    return null;
  }

  /** A set that seems to come from the future is of no known age. */
  #age(): number {
    const age = this.#clock.now() - (this.#held?.fetchedAt ?? 0);
    return age >= 0 ? age : Number.POSITIVE_INFINITY;
  }

  #isDue(): boolean {
    const wait = this.#nextFetchAt - this.#clock.now();
    // After a clock was set back, nothing waits for the time it had shown before.
    return this.#underWay === null && (wait <= 0 || wait > Math.max(this.#place.cooldownMs, longestPauseMs));
  }

  /** Fetches the set if that is due, and waits for the fetch that is under way. Never fails. */
  #refresh(): Promise<void> {
    if (this.#isDue()) {
      this.#underWay = this.#load().finally(() => {
        this.#underWay = null;
      });
    }
    return this.#underWay ?? Promise.resolve();
  }

  async #load(): Promise<void> {
    const fetchedAt = this.#clock.now();
    const { cooldownMs, maxAgeMs } = this.#place;
    this.#nextFetchAt = fetchedAt + cooldownMs;
    try {
      const text = await fetchKeySet(this.#place);
      const keys = text === this.#held?.text ? this.#held.keys : await this.#keysIn(text);
      this.#held = { text, keys, fetchedAt };
      this.#failures = 0;
      if (keys.size === 0)
        this.#tell(`holds no key for ${this.#place.algorithms.join(', ')}: no token can be verified`);
    } catch (error) {
      const pause = Math.min(firstPauseMs * 2 ** this.#failures, longestPauseMs);
      this.#failures += 1;
      const isNeeded = this.#held === null || this.#age() >= maxAgeMs;
      this.#nextFetchAt = this.#clock.now() + (isNeeded ? pause : Math.max(pause, cooldownMs));
      this.#tell(`could not be fetched: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }

  #tell(what: string): void {
    const { origin, pathname } = new URL(this.#place.jwks);
    this.#report(new PromptForgeError('session_keys_unavailable', `The key set at ${origin}${pathname} ${what}.`));
  }

  async #keysIn(text: string): Promise<Keys> {
    const set = parsed(text);
    const listed = isObject(set) ? set.keys : null;
    if (!Array.isArray(listed) || listed.length > mostKeys) throw new Error('it is not a JSON Web Key Set');
    const keys = await Promise.all(listed.map(verificationKey));
    const usable = keys.filter((key) => key !== null && this.#place.algorithms.includes(key.algorithm));
    return new Map(usable.flatMap((key) => (key === null ? [] : [[keyName(key.algorithm, key.kid), key.key]])));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
