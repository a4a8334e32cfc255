import { type CheckSuite, PromptForgeError } from '../index.js';
import { type Check, fullNameOf } from './check.js';

/** Which checks of a run are carried out. */
export interface CheckChoice {
  /** Default: all. */
  readonly suites?: readonly CheckSuite[];
  /** Full names such as `api.unknown-route`, and nothing else. Default: all. */
  readonly only?: readonly string[];
  /** Full names. Default: none. */
  readonly skip?: readonly string[];
  /** Whether checks that a model is paid for are carried out. Default: true. */
  readonly model?: boolean;
}

/**
 * Why a check is left out; null when it is not.
 * @throws PromptForgeError `request_invalid` for a name that no check has: what was meant would be left out without
 * a word.
 */
export function leftOut(checks: readonly Check[], choice: CheckChoice): (check: Check) => string | null {
  const { suites, only, skip = [], model = true } = choice;
  const names = new Set(checks.map(fullNameOf));
  const unknown = [...(only ?? []), ...skip].some((name) => !names.has(name));
  if (unknown) {
    throw new PromptForgeError(
      'request_invalid',
      `There is no check of such a name. There are: ${[...names].join(', ')}.`,
    );
  }
  return (check) => {
    const name = fullNameOf(check);
    if (suites?.includes(check.suite) === false || only?.includes(name) === false) return 'Not asked for.';
    if (skip.includes(name)) return 'Left out.';
    return check.usesModel === true && !model ? 'Left out: it makes runs, which a model is paid for.' : null;
  };
}
