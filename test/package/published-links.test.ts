import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

let files: readonly string[];

beforeAll(async () => {
  const words = ['pack', '--dry-run', '--json', '--ignore-scripts', '--silent'];
  const { stdout } = await promisify(execFile)('npm', words, { cwd: root, maxBuffer: 10_000_000 });
  const [packed]: readonly { readonly files: readonly { readonly path: string }[] }[] = JSON.parse(stdout);
  files = packed?.files.map(({ path }) => path) ?? [];
});

/** What a page of the package links to, but for addresses of the web and its own headings. */
function linksOf(page: string): readonly string[] {
  const text = read(page).replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '');
  return [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, path]) => String(path));
}

test('every link of a page that is published leads to a file that is published', () => {
  const pages = files.filter((path) => path.endsWith('.md') || path === 'llms.txt');
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'docs/README.md']));
  const links = pages.flatMap((page) => linksOf(page).map((path) => ({ page, path })));
  expect(links.length).toBeGreaterThan(300);
  const broken = links.filter(({ page, path }) => !files.includes(posix.join(posix.dirname(page), path)));
  expect(broken.map(({ page, path }) => `${page} -> ${path}`)).toEqual([]);
});

test('pages name files of the repository by paths that are there', () => {
  const pages = files.filter((path) => path.endsWith('.md') && !path.startsWith('docs/decisions/'));
  const named = pages.flatMap((page) =>
    [...read(page).matchAll(/`((?:test|src|examples)\/[\w./-]+)`/g)].map(([, path]) => ({ page, path: String(path) })),
  );
  expect(named.length).toBeGreaterThan(30);
  const missing = named.filter(({ path }) => !existsSync(join(root, path)));
  expect(missing.map(({ page, path }) => `${page}: ${path}`)).toEqual([]);
});
