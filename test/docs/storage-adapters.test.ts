import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { root } from './fences.js';

test('the page on storage adapters names every store, and no other', () => {
  const page = readFileSync(join(root, 'docs/storage-adapters.md'), 'utf8');
  const table = page.slice(page.indexOf('| store | keeps |'), page.indexOf('Three rules hold'));
  const rows = table.split('\n').slice(2);
  const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name));
  const { traits: _, ...parts } = memoryStorage();
  const stores = Object.entries(parts).filter(([, part]) => typeof part === 'object');
  expect(named.toSorted()).toEqual(stores.map(([name]) => name).toSorted());
});
