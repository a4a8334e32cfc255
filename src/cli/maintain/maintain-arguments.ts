import { isTimeZone } from '../../domain/time/is-time-zone.js';
import type { Environment } from '../chosen-model.js';
import { commandFlags, wrongWords } from '../command-words.js';
import { type DatabaseTarget, databaseTarget, targetFlags, targetHelp } from '../database-target.js';

export interface MaintainArguments {
  readonly target: DatabaseTarget;
  /** Null does it once. */
  readonly everySeconds: number | null;
  /** By which plans things are deleted; null deletes nothing that goes by a plan. */
  readonly plans: 'default' | 'stored' | null;
  /** How long an access token may be good; null when it is not known. */
  readonly tokenSeconds: number | null;
  /** Whose days are summed; null for those of the sums that are there. */
  readonly timeZone: string | null;
  readonly json: boolean;
}

export const maintainHelp = `promptforge maintain [options]

Does the upkeep of a database, as forge.maintain() does: ends runs whose process died, brings the
daily sums up to date, makes the tables of the months to come, and deletes what has expired.

${targetHelp}
                       without either: the address in DATABASE_URL
  --every SECONDS      does it again and again, 1 to 86400 seconds after each time, until Ctrl-C
  --plans NAME         by which plans runs and events are deleted once they are too old: default for
                       Pilot, Pro and Enterprise as they come, stored for those of the database.
                       Without it none are, since this command does not know the plans of your code.
  --token-lifetime SECONDS
                       maxLifetimeSeconds of your session option, 86400 unless you have set it.
                       Without it no ended sessions are deleted, on which the refusal of tokens rests.
  --time-zone NAME     analytics.timeZone of your code, such as Europe/Berlin: whose days are summed.
                       Without it that of the sums so far, which is UTC to begin with.
  --json               print one JSON document, with --every one line each time, and nothing else
  --help               this text

Exit code: 0 when all was done, 1 when a part failed, 2 for wrong arguments, 130 after Ctrl-C and 143
after a SIGTERM, which wait for what is under way. With --every a failure is told, and it goes on.`;

const wrong = wrongWords('maintain');

/**
 * Null when the help was asked for.
 * @throws PromptForgeError `request_invalid`
 */
export function parseMaintainArguments(words: readonly string[], environment: Environment): MaintainArguments | null {
  const values = commandFlags('maintain', words, {
    ...targetFlags,
    every: { type: 'string' },
    plans: { type: 'string' },
    'token-lifetime': { type: 'string' },
    'time-zone': { type: 'string' },
    json: { type: 'boolean' },
  });
  if (values.help === true) return null;
  const { plans = null, 'time-zone': timeZone = null } = values;
  if (plans !== null && plans !== 'default' && plans !== 'stored') throw wrong('--plans is default or stored.');
  if (timeZone !== null && !isTimeZone(timeZone)) throw wrong('--time-zone is the IANA name of a time zone.');
  return {
    target: databaseTarget(values, environment, ['DATABASE_URL'], wrong),
    everySeconds: seconds(values.every, 1, 86_400, '--every'),
    plans,
    tokenSeconds: seconds(values['token-lifetime'], 60, 315_360_000, '--token-lifetime'),
    timeZone,
    json: values.json === true,
  };
}

function seconds(value: string | undefined, least: number, most: number, flag: string): number | null {
  if (value === undefined) return null;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number >= least && number <= most) return number;
  throw wrong(`${flag} is a whole number of seconds, from ${least} to ${most}.`);
}
