import { describe, expect, test } from 'vitest';
import { failed, ok, skipped, someOf, warning } from '../../../../src/cli/doctor/finding.js';
import { findingLines, summaryLine } from '../../../../src/cli/doctor/finding-lines.js';

const findings = [
  { name: 'server', ...ok('PostgreSQL 17.5') },
  { name: 'clock', ...warning('9.0 s behind this machine', 'Synchronize both.') },
  { name: 'schema', ...failed('there is none yet', 'Run: npx promptforge migrate up') },
  { name: 'leases', ...skipped('there is no schema to look at') },
];

describe('the report of the doctor', () => {
  test('has a line for what was found, and one for what to do about it', () => {
    expect(findings.map(findingLines).join('\n')).toBe(`\
ok           server         PostgreSQL 17.5
warning      clock          9.0 s behind this machine
             -> Synchronize both.
failed       schema         there is none yet
             -> Run: npx promptforge migrate up
not checked  leases         there is no schema to look at`);
  });

  test('counts what there is', () => {
    expect(summaryLine(findings)).toBe('1 ok, 1 warning, 1 failed, 1 not checked');
    expect(summaryLine(findings.slice(0, 1))).toBe('1 ok');
  });

  test('names a few of many', () => {
    expect(someOf(['a', 'b'])).toBe('a, b');
    expect(someOf(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
  });
});
