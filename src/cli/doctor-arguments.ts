import { parseArgs } from 'node:util';
import { PromptForgeError } from '../index.js';
import { argumentProblem } from './argument-problem.js';
import type { Environment } from './chosen-model.js';
import { type DatabaseTarget, databaseTarget, targetHelp } from './database-target.js';

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

const help = 'promptforge doctor --help';

/**
 * Null when the help was asked for.
 * @throws PromptForgeError `request_invalid`
 */
export function parseDoctorArguments(words: readonly string[], environment: Environment): DoctorArguments | null {
  const values = parsed(words);
  if (values.help === true) return null;
  const flags = { databaseUrl: values['database-url'], dataDir: values['data-dir'], help };
  return {
    // The address that the application uses, pooler or not: that is the one to examine.
    target: databaseTarget(flags, environment, ['DATABASE_URL', 'DIRECT_URL']),
    hasDirectUrl: Boolean(environment.DIRECT_URL?.trim()),
    json: values.json === true,
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        'database-url': { type: 'string' },
        'data-dir': { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new PromptForgeError('request_invalid', `${argumentProblem(error)} See: ${help}`);
  }
}
