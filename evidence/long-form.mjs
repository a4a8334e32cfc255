import { spawnSync } from 'node:child_process';

/**
 * The long form of a test file: the same code, told to do more. It prints its own tables, and the
 * words after the name of the run say how many rounds and how much in each.
 */
export function longForm(file, { rounds, size }) {
  return async ([givenRounds = rounds, givenSize = size]) => {
    const { status } = spawnSync(
      'npx',
      ['vitest', 'run', '--project', 'library', `test/${file}`, '--disable-console-intercept'],
      {
        stdio: 'inherit',
        env: { ...process.env, PROMPTFORGE_EVIDENCE_ROUNDS: givenRounds, PROMPTFORGE_EVIDENCE_SIZE: givenSize },
      },
    );
    return status === 0;
  };
}
