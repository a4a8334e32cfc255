import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { permissionTable, type Role, roles } from '../../src/index.js';
import { exportSections } from '../../src/users/export-user.js';
import { root } from './fences.js';

const page = readFileSync(join(root, 'docs/users.md'), 'utf8');

test('the page on users says who may do what as the code has it', () => {
  const head = ['permission', 'stands for', ...roles];
  const rows = Object.entries(permissionTable).map(([name, row]) => {
    const allowed: readonly Role[] = row.roles;
    return [`\`${name}\``, row.meaning, ...roles.map((role) => (allowed.includes(role) ? 'yes' : ''))];
  });
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  expect(page).toContain(table);
});

test('and names every section of an export', () => {
  const sentence = /The sections are (.*?)\. By a token/.exec(page)?.[1] ?? '';
  expect([...sentence.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(exportSections);
});
