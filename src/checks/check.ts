import type { CheckSuite } from '../index.js';
import type { CheckContext } from './check-context.js';

/** Something that must be so. */
export interface Check {
  /** Names it in reports, within its suite: lower-case words with hyphens between them. */
  readonly name: string;
  readonly suite: CheckSuite;
  /** What must be so, as a sentence for people. */
  readonly title: string;
  /** Whether it makes runs, which a model is paid for. Default: false. */
  readonly usesModel?: boolean;
  /** Passes when it resolves, and fails with whatever it throws. */
  run(context: CheckContext): Promise<void>;
}

/**
 * Writes a check down.
 * @throws TypeError for a name that reports and command lines could not hold.
 */
export function defineCheck(check: Check): Check {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(check.name) || check.name.length > 80) {
    throw new TypeError('The name of a check is lower-case words with hyphens between them, of 80 characters at most.');
  }
  return Object.freeze({ ...check });
}

/** The name of a check in reports: with its suite, so that it is one of its kind. */
export function fullNameOf({ suite, name }: Pick<Check, 'suite' | 'name'>): string {
  return `${suite}.${name}`;
}
