import type { Environment } from '../chosen-model.js';
import { commandFlags, wrongWords } from '../command-words.js';
import { type DatabaseTarget, databaseTarget, targetFlags, targetHelp } from '../database-target.js';

export interface DoctorArguments {
  readonly target: DatabaseTarget;
  /** Whether the environment names the server itself besides a pooler. */
  readonly hasDirectUrl: boolean;
  readonly json: boolean;
}

export const doctorHelp = `promptforge doctor [options]

Connects to a database and checks what PromptForge needs of it: server, clock, pool, schema, row
level security, grants and upkeep. Changes nothing.

${targetHelp}
                       without either: the address in DATABASE_URL
  --json               print one JSON document and nothing else
  --help               this text

Exit code: 0 when no check failed, 1 otherwise, 2 for wrong arguments, 130 after Ctrl-C.`;

/**
 * Null when the help was asked for.
 * @throws PromptForgeError `request_invalid`
 */
export function parseDoctorArguments(words: readonly string[], environment: Environment): DoctorArguments | null {
  const values = commandFlags('doctor', words, { ...targetFlags, json: { type: 'boolean' } });
  if (values.help === true) return null;
  return {
    // The address that the application uses, pooler or not: that is the one to examine.
    target: databaseTarget(values, environment, ['DATABASE_URL', 'DIRECT_URL'], wrongWords('doctor')),
    hasDirectUrl: Boolean(environment.DIRECT_URL?.trim()),
    json: values.json === true,
  };
}
