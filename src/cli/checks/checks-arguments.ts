import { type CheckSuite, checkSuites } from '../../index.js';
import type { Environment } from '../chosen-model.js';
import { commandFlags, wrongWords } from '../command-words.js';
import { type DatabaseTarget, databaseTarget, targetFlags, targetHelp } from '../database-target.js';
import { oneOf } from '../one-of.js';

export interface ChecksArguments {
  /** Base URL of the mounted routes; null checks a handler in this process. */
  readonly url: string | null;
  /** Null keeps everything in memory, which only a handler in this process sees. */
  readonly database: DatabaseTarget | null;
  /** What the target verifies tokens with; null makes one up. */
  readonly secret: string | null;
  readonly plans: 'default' | 'stored';
  readonly engine: 'model' | 'rules' | null;
  readonly suites: readonly CheckSuite[] | null;
  readonly only: readonly string[] | null;
  readonly skip: readonly string[];
  readonly model: boolean;
  readonly maxRequests: number | null;
  readonly latencyMs: number | null;
  /** Path of a report that an earlier run has printed. */
  readonly baseline: string | null;
  readonly junit: string | null;
  readonly json: boolean;
}

export const checksHelp = `promptforge check [options]

Checks a mounted PromptForge from outside: its routes, their safety, limits and speed, and its scores. It
makes users of its own for the run, few requests (400 at most), and erases what it made. The report is
stored, and compared with the one before.

  --url URL            where the routes are served, such as https://app.example.com/api. Tokens are signed
                       with JWT_SECRET, on the database of that server. Without it a handler in this
                       process is checked, on the database that is named, or else in memory.
${targetHelp}
                       without either: the address in DATABASE_URL
  --plans NAME         default or stored: where the plans of the server come from. Default: default
  --suite NAME         api, security, performance or quality; may be given again. Default: all
  --only NAME          one check, such as api.unknown-route; may be given again. Default: all
  --skip NAME          leaves a check out; may be given again
  --no-model           leaves out what makes runs, which a model is paid for
  --engine NAME        model or rules, for a handler in this process. Default: model with a key
  --max-requests N     1 to 10000 requests at most. Default: 400
  --latency MS         what the 95th percentile of cheap routes may be. Default: 1000
  --baseline FILE      a report as --json prints it, to compare with instead of the stored one
  --junit FILE         writes the report as JUnit XML, too
  --json               print the report as JSON, and nothing else
  --help               this text

Exit code: 0 when no check failed, 1 when one did, 2 for wrong arguments, 130 after Ctrl-C and 143 after a
SIGTERM, which break the run off and erase what it made.`;

export const checksWrong = wrongWords('check');
const wrong = checksWrong;
const many = { type: 'string', multiple: true } as const;

/**
 * Null when the help was asked for.
 * @throws PromptForgeError `request_invalid`
 */
export function parseChecksArguments(words: readonly string[], environment: Environment): ChecksArguments | null {
  const values = commandFlags('check', words, {
    ...targetFlags,
    url: { type: 'string' },
    plans: { type: 'string' },
    suite: many,
    only: many,
    skip: many,
    'no-model': { type: 'boolean' },
    engine: { type: 'string' },
    'max-requests': { type: 'string' },
    latency: { type: 'string' },
    baseline: { type: 'string' },
    junit: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (values.help === true) return null;
  const url = values.url === undefined ? null : checkedUrl(values.url);
  const secret = environment.JWT_SECRET?.trim() || environment.NEXTAUTH_SECRET?.trim() || null;
  if (url !== null && secret === null)
    throw wrong('Set JWT_SECRET to the secret that the server verifies tokens with.');
  const isNamed = values['database-url'] ?? values['data-dir'] ?? environment.DATABASE_URL?.trim();
  return {
    url,
    database: url === null && !isNamed ? null : databaseTarget(values, environment, ['DATABASE_URL'], wrong),
    secret,
    plans: values.plans === undefined ? 'default' : oneOf(['default', 'stored'], values.plans, '--plans', wrong),
    engine: values.engine === undefined ? null : oneOf(['model', 'rules'] as const, values.engine, '--engine', wrong),
    suites: values.suite?.map((name) => oneOf(checkSuites, name, '--suite', wrong)) ?? null,
    only: values.only ?? null,
    skip: values.skip ?? [],
    model: values['no-model'] !== true,
    maxRequests: whole(values['max-requests'], 10_000, '--max-requests'),
    latencyMs: whole(values.latency, 600_000, '--latency'),
    baseline: values.baseline ?? null,
    junit: values.junit ?? null,
    json: values.json === true,
  };
}

function checkedUrl(url: string): string {
  const isHttp = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (isHttp) return url;
  throw wrong('--url is an address that begins with http:// or https://.');
}

function whole(value: string | undefined, most: number, flag: string): number | null {
  if (value === undefined) return null;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= most) return number;
  throw wrong(`${flag} is a whole number from 1 to ${most}.`);
}
