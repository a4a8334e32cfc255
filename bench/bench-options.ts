import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Proves that the bench runs; says nothing about speed. */
  readonly quick: boolean;
  /** How often everybody has a turn. */
  readonly rounds: number;
  /** Length of a turn, in milliseconds. */
  readonly turnMs: number;
  /** Connections of each pool. */
  readonly pool: number;
  /** Keys at which memory is weighed. */
  readonly keys: number;
}

/** What the command line asks for. @throws Error for an option that is none, or a number that is none. */
export function benchOptions(full: Pick<BenchOptions, 'rounds' | 'turnMs'> & { readonly keys?: number }): BenchOptions {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      pool: { type: 'string' },
      keys: { type: 'string' },
    },
  });
  const quick = values.quick === true;
  const { keys = 1_000_000 } = full;
  return {
    quick,
    rounds: positive('rounds', values.rounds) ?? (quick ? 2 : full.rounds),
    turnMs: (positive('seconds', values.seconds) ?? (quick ? 0.1 : full.turnMs / 1_000)) * 1_000,
    pool: positive('pool', values.pool) ?? 10,
    keys: positive('keys', values.keys) ?? (quick ? keys / 20 : keys),
  };
}

function positive(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`--${name} takes a number above 0.`);
  return value;
}
