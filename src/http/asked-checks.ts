import type { z } from 'zod';
import type { CheckChoice } from '../checks/index.js';
import { type CheckSuite, checkSuites, PromptForgeError } from '../index.js';
import type { checkQuery } from './schemas/check-report.js';

/** Which checks a query asks for. @throws PromptForgeError `request_invalid` for a suite that does not exist. */
export function askedChecks({ suites, only, skip, model }: z.output<typeof checkQuery>): CheckChoice {
  return {
    ...(suites === undefined ? {} : { suites: suitesIn(suites) }),
    ...(only === undefined ? {} : { only: itemsOf(only) }),
    ...(skip === undefined ? {} : { skip: itemsOf(skip) }),
    model: model !== 'false',
  };
}

function suitesIn(list: string): readonly CheckSuite[] {
  return itemsOf(list).map((name) => {
    const suite = checkSuites.find((known) => known === name);
    if (suite === undefined) {
      throw new PromptForgeError('request_invalid', `The suites of checks are ${checkSuites.join(', ')}.`);
    }
    return suite;
  });
}

function itemsOf(list: string): readonly string[] {
  return list.split(',').map((item) => item.trim());
}
