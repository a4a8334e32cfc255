import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Route } from '../../src/http/route.js';
import { allRoutes } from '../../src/http/routes/all-routes.js';
import { root } from './fences.js';

const page = join(root, 'docs/http.md');
const [start, end] = ['<!-- routes: written by test/docs/http.test.ts -->', '<!-- end of routes -->'];

test('the page on HTTP lists every route as the code has it', async () => {
  const text = readFileSync(page, 'utf8');
  const [before = '', rest = ''] = text.split(start);
  const [, after = ''] = rest.split(end);
  expect([before, after]).not.toContain('');
  const table = [
    '| route | takes | plan feature | does |',
    '| --- | --- | --- | --- |',
    ...allRoutes('/api').map(rowOf),
  ].join('\n');
  await expect(`${before}${start}\n${table}\n${end}${after}`).toMatchFileSnapshot(page);
});

function rowOf({ method, path, permission, feature, summary, isIdempotent, isStreamed }: Route): string {
  const marks = `${isIdempotent ? ' (I)' : ''}${isStreamed ? ' (S)' : ''}`;
  const cells = [
    `\`${method} ${path}\`${marks}`,
    permission === null ? 'nothing' : permission === 'any' ? 'any token' : `\`${permission}\``,
    feature === null ? '' : `\`${feature}\``,
    summary,
  ];
  return `| ${cells.join(' | ')} |`;
}
