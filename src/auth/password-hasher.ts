import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { hashingQueue } from './hashing-queue.js';
import { formatScryptHash, parseScryptHash, type ScryptHash } from './scrypt-hash.js';

export interface PasswordHasher {
  /** A hash of a normalised password, with a salt of its own. @throws PromptForgeError `overloaded` */
  hash(password: string): Promise<string>;
  /**
   * Whether a hash is that of the password. With null it is that of none, which takes as long to tell.
   * @throws PromptForgeError `overloaded`
   */
  verify(password: string, passwordHash: string | null): Promise<boolean>;
  /** Whether a hash was made at another cost than those are that are made now. */
  isOutdated(passwordHash: string): boolean;
}

export interface HashingSettings {
  readonly cost: number;
  readonly concurrency: number;
  readonly maxQueue: number;
}

const scryptOf = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const blockSize = 8;
const parallelism = 1;
const saltBytes = 16;
const hashBytes = 32;

/** Scrypt, at the cost that OWASP asks for unless told otherwise, on the threads of libuv. */
export function passwordHasher(settings: HashingSettings): PasswordHasher {
  const { cost } = settings;
  const inTurn = hashingQueue(settings);
  const nobody = { cost, blockSize, parallelism, salt: randomBytes(saltBytes), hash: randomBytes(hashBytes) };
  const derive = (password: string, { salt, hash, ...parameters }: ScryptHash) =>
    inTurn(() => {
      const rounds = 2 ** parameters.cost;
      const bytes = 128 * rounds * parameters.blockSize * parameters.parallelism;
      return scryptOf(password, salt, hash.byteLength, {
        N: rounds,
        r: parameters.blockSize,
        p: parameters.parallelism,
        // What it takes, and some room beside: the default of Node.js is 32 MB.
        maxmem: bytes + 32 * 1024 * 1024,
      });
    });
  return Object.freeze<PasswordHasher>({
    async hash(password) {
      const made = { ...nobody, salt: randomBytes(saltBytes) };
      return formatScryptHash({ ...made, hash: await derive(password, made) });
    },
    async verify(password, passwordHash) {
      const known = passwordHash === null ? nobody : parseScryptHash(passwordHash);
      if (known === null) throw unreadableHash();
      const isThat = timingSafeEqual(await derive(password, known), known.hash);
      return isThat && passwordHash !== null;
    },
    isOutdated(passwordHash) {
      const known = parseScryptHash(passwordHash);
      return known?.cost !== cost || known.blockSize !== blockSize || known.parallelism !== parallelism;
    },
  });
}

function unreadableHash(): PromptForgeError {
  return new PromptForgeError(
    'internal',
    'A stored password hash is none that this version can read. Check who else writes to the table of credentials; the user can reset the password.',
  );
}
