import { describe, expect, test } from 'vitest';
import { checkServer } from '../../../../src/cli/doctor/check-server.js';
import { checkWritable } from '../../../../src/cli/doctor/check-writable.js';

/** What servers answer that no test can start. */
const answers = (row: object) => async () => [row];

describe('the doctor of a server', () => {
  test.each([
    [150_000, 'PostgreSQL 15.0 (Debian 15.0-1) on x86_64, compiled by gcc', 'ok', 'PostgreSQL 15.0 (Debian 15.0-1)'],
    [180_006, 'PostgreSQL 18.6 on wasm32', 'ok', 'PostgreSQL 18.6'],
    [140_012, 'PostgreSQL 14.12 on x86_64', 'failed', 'PostgreSQL 14.12 is too old'],
    [90_624, 'PostgreSQL 9.6.24 on x86_64', 'failed', 'PostgreSQL 9.6.24 is too old'],
  ])('of version %i', async (number, version, status, found) => {
    expect(await checkServer(answers({ number, version }))).toMatchObject({ status, found });
  });

  test('that is a standby', async () => {
    expect(await checkWritable(answers({ standby: true, read_only: true }))).toEqual({
      status: 'failed',
      found: 'the server is a standby, which only reads',
      mend: 'Connect to the primary server.',
    });
  });
});
