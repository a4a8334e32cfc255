import { createHmac } from 'node:crypto';
import type { ThrottleRule } from '../domain/access/throttle.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { CredentialStore, ThrottleCounter } from '../ports/credential-store.js';
import { addressGroup } from './address-group.js';
import type { AuthSettings } from './auth-schema.js';

/** Whom an attempt is counted for. */
export interface Attempt {
  readonly email: string;
  /** The IP address it comes from; null when it is not known. */
  readonly address: string | null;
}

/** Keeps anybody from trying passwords, or having e-mails sent, as often as they like. */
export interface AuthThrottle {
  /**
   * Counts an attempt to sign in as a failure, before anything is compared: so many at once get no
   * further than as many one after the other.
   * @throws PromptForgeError `sign_in_throttled`
   */
  trySignIn(attempt: Attempt): Promise<void>;
  /** The password was right: forgets the failures of the account, and takes this one off the address. */
  signedIn(attempt: Attempt): Promise<void>;
  /** No password was compared: takes the attempt off both. */
  notTried(attempt: Attempt): Promise<void>;
  /** @throws PromptForgeError `sign_in_throttled` */
  tryEmail(attempt: Attempt): Promise<void>;
}

export interface AuthThrottleParts {
  readonly credentials: Pick<CredentialStore, 'attempt' | 'forgive'>;
  readonly limits: AuthSettings['throttle'];
  /** Keys the hashes under which is counted, so that no address can be found out from them. */
  readonly secret: Uint8Array;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export function authThrottle({ credentials, limits, secret }: AuthThrottleParts): AuthThrottle {
  const backOff = { windowMs: 24 * hourMs, firstWaitMs: 1_000, longestWaitMs: 15 * minuteMs };
  const within = (windowMs: number, max: number): ThrottleRule => ({
    max,
    windowMs,
    firstWaitMs: null,
    longestWaitMs: 0,
  });
  const rules = {
    'failures of account': { max: limits.failuresPerAccount, ...backOff },
    'failures of address': within(15 * minuteMs, limits.failuresPerAddress),
    'emails to account': within(hourMs, limits.emailsPerAccount),
    'emails by address': within(hourMs, limits.emailsPerAddress),
  };
  const counter = (kind: keyof typeof rules, value: string): ThrottleCounter => ({
    // No signing input of a token has a space in it, so that this is never what a token was signed with.
    key: createHmac('sha256', secret).update(`promptforge auth throttle: ${kind}: ${value}`).digest('hex'),
    rule: rules[kind],
  });
  const ofAccount = ({ email }: Attempt) => counter('failures of account', email);
  const ofAddress = ({ address }: Attempt) =>
    address === null ? [] : [counter('failures of address', addressGroup(address))];
  const keys = (counters: readonly ThrottleCounter[]) => counters.map(({ key }) => key);
  const count = async (counters: readonly ThrottleCounter[]) => {
    const answer = await credentials.attempt(counters);
    if (answer.outcome === 'throttled') throw throttled(answer.retryAfterMs);
  };
  return Object.freeze<AuthThrottle>({
    trySignIn: (attempt) => count([ofAccount(attempt), ...ofAddress(attempt)]),
    signedIn: (attempt) =>
      credentials.forgive({ forget: keys([ofAccount(attempt)]), giveBack: keys(ofAddress(attempt)) }),
    notTried: (attempt) =>
      credentials.forgive({ forget: [], giveBack: keys([ofAccount(attempt), ...ofAddress(attempt)]) }),
    tryEmail: ({ email, address }) =>
      count([
        counter('emails to account', email),
        ...(address === null ? [] : [counter('emails by address', addressGroup(address))]),
      ]),
  });
}

function throttled(retryAfterMs: number): PromptForgeError {
  return new PromptForgeError(
    'sign_in_throttled',
    `There were too many attempts. Try again in ${Math.ceil(retryAfterMs / 1_000)} seconds.`,
    { retryAfterMs },
  );
}
