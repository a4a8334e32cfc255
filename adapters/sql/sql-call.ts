import type { Clock } from '../../src/storage.js';
import { storableArguments } from './arguments/storable-arguments.js';
import type { CallGate } from './call-gate.js';
import type { SqlArguments, SqlExecutor } from './sql-executor.js';
import { type SqlFunctionName, sqlFunctions } from './sql-functions.js';
import { toStorageError } from './to-storage-error.js';

/** Calls a function of the schema. Rejects with a `PromptForgeError` and nothing else. */
export type SqlCall = (functionName: SqlFunctionName, args: SqlArguments) => Promise<unknown>;

export interface SqlCallParts {
  readonly executor: SqlExecutor;
  readonly gate: CallGate;
  /** For tests alone; null leaves the time to the database. */
  readonly clock: Pick<Clock, 'now'> | null;
}

export function sqlCall({ executor, gate, clock }: SqlCallParts): SqlCall {
  return (functionName, args) =>
    gate.run(async () => {
      const time =
        clock !== null && sqlFunctions[functionName].readsClock ? { p_now: new Date(clock.now()).toISOString() } : {};
      try {
        return await executor.call(functionName, { ...storableArguments(args), ...time });
      } catch (error) {
        throw toStorageError(error);
      }
    });
}
