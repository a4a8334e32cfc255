import type { NamedFinding } from './examine.js';
import type { FindingStatus } from './finding.js';

const words: Readonly<Record<FindingStatus, string>> = {
  ok: 'ok',
  warning: 'warning',
  failed: 'failed',
  skipped: 'not checked',
};

const column = '             ';

/** One check for people: a line with what was found, and one for what to do about it. */
export function findingLines({ name, status, found, mend }: NamedFinding): string {
  const line = `${words[status].padEnd(column.length)}${name.padEnd(15)}${found}`;
  return mend === null ? line : `${line}\n${column}-> ${mend}`;
}

/** How many checks came to what. */
export function summaryLine(findings: readonly NamedFinding[]): string {
  return (['ok', 'warning', 'failed', 'skipped'] as const)
    .map((status) => ({ status, count: findings.filter((finding) => finding.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${words[status]}`)
    .join(', ');
}
