import { isoTime } from '../../domain/time/iso-time.js';
import { type RunFileFormat, runFileFormats } from '../../run-files.js';
import type { Environment } from '../chosen-model.js';
import { commandFlags, wrongWords } from '../command-words.js';
import { type DatabaseTarget, databaseTarget, targetFlags, targetHelp } from '../database-target.js';

export interface ExportArguments {
  readonly target: DatabaseTarget;
  readonly format: RunFileFormat;
  /** Epoch milliseconds: from `from` to before `to`. */
  readonly range: { readonly from: number; readonly to: number };
  /** Null for all, as all that follow. */
  readonly orgId: string | null;
  readonly userId: string | null;
  readonly planId: string | null;
  readonly model: string | null;
  readonly moduleId: string | null;
  /** The file to write; null for standard output. */
  readonly output: string | null;
}

export const exportHelp = `promptforge export [options]

Writes the runs of a database that have ended, oldest first: names and numbers, nothing of what was
written. The memory it takes does not grow with their number.

${targetHelp}
                       without either: the address in DATABASE_URL
  --format NAME        csv (RFC 4180, the default) or jsonl, one JSON object a line
  --from TIME          runs created at it or later: an ISO 8601 date (UTC), or a time with its zone
  --to TIME            runs created before it
  --org ID             runs of one organization
  --user ID            runs of one user
  --plan ID            runs on one plan
  --model NAME         runs with one model
  --module ID          runs of prompts that one module made
  --output FILE        the file to write, which is there once it is whole; without it standard output
  --help               this text

Exit code: 0 when all was written, or the reader wanted no more, 1 when it failed, 2 for wrong
arguments, 130 after Ctrl-C and 143 after a SIGTERM.`;

const wrong = wrongWords('export');
/** The last millisecond that dates know. */
const endOfTime = 8_640_000_000_000_000;

/**
 * Null when the help was asked for.
 * @throws PromptForgeError `request_invalid`
 */
export function parseExportArguments(words: readonly string[], environment: Environment): ExportArguments | null {
  const text = { type: 'string' } as const;
  const values = commandFlags('export', words, {
    ...targetFlags,
    ...{ format: text, from: text, to: text, org: text, user: text },
    ...{ plan: text, model: text, module: text, output: text },
  });
  if (values.help === true) return null;
  const format = runFileFormats.find((known) => known === (values.format ?? 'csv'));
  if (format === undefined) throw wrong(`--format is ${runFileFormats.join(' or ')}.`);
  const range = { from: time(values.from, 0, '--from'), to: time(values.to, endOfTime, '--to') };
  if (range.from >= range.to) throw wrong('--from must be earlier than --to.');
  return {
    target: databaseTarget(values, environment, ['DATABASE_URL'], wrong),
    format,
    range,
    orgId: name(values.org, '--org'),
    userId: name(values.user, '--user'),
    planId: name(values.plan, '--plan'),
    model: name(values.model, '--model'),
    moduleId: name(values.module, '--module'),
    output: name(values.output, '--output'),
  };
}

function name(value: string | undefined, flag: string): string | null {
  if (value === '') throw wrong(`${flag} must not be empty.`);
  return value ?? null;
}

function time(value: string | undefined, otherwise: number, flag: string): number {
  if (value === undefined) return otherwise;
  const parsed = isoTime(value);
  if (!Number.isNaN(parsed)) return parsed;
  throw wrong(`${flag} is a date such as 2026-11-23, or a time with its zone such as 2026-11-23T10:00Z.`);
}
