import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { permissionTable, type Role, roles } from '../../src/index.js';
import { root } from './fences.js';

test('the page on users says who may do what as the code has it', () => {
  const head = ['permission', 'stands for', ...roles];
  const rows = Object.entries(permissionTable).map(([name, row]) => {
    const allowed: readonly Role[] = row.roles;
    return [`\`${name}\``, row.meaning, ...roles.map((role) => (allowed.includes(role) ? 'yes' : ''))];
  });
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  expect(readFileSync(join(root, 'docs/users.md'), 'utf8')).toContain(table);
});
