import { readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { documents, root } from './fences.js';

interface Entry {
  readonly title: string;
  /** From the root. */
  readonly path: string;
  readonly about: string;
}

const index = readFileSync(join(root, 'docs/README.md'), 'utf8');

/** The index, by its headings and lists. */
const sections = index
  .split(/^## /m)
  .slice(1)
  .map((text) => {
    const [heading = '', ...lines] = text.trim().split('\n');
    return { heading, entries: lines.flatMap(entryOf) };
  });
const entries = sections.flatMap((section) => section.entries);
const pages = documents
  .map((file) => relative(root, file).replaceAll(sep, '/'))
  .filter((file) => /^docs\/[^/]+\.md$/.test(file) && file !== 'docs/README.md');

describe('the index of all pages', () => {
  test('lists each page once, and the overview and the decisions besides', () => {
    const paths = entries.map(({ path }) => path);
    expect(paths.toSorted()).toEqual(['README.md', 'docs/decisions/README.md', ...pages].toSorted());
  });

  test('calls each page by its title, and tells of each in one line', () => {
    const titles = entries.map(({ path }) => /^# (.+)$/m.exec(readFileSync(join(root, path), 'utf8'))?.[1]);
    expect(entries.map(({ title }) => title)).toEqual(titles);
    const lines = index.split('\n').filter((line) => line.startsWith('- '));
    expect(lines).toHaveLength(entries.length);
  });

  test('lists nothing that is not published', () => {
    const isPublished = (path: string) =>
      manifest.files.some((file) => file === path || path.startsWith(`${file}/`)) ||
      (manifest.files.includes('docs/*.md') && pages.includes(path));
    expect(entries.filter(({ path }) => !isPublished(path))).toEqual([]);
    expect(isPublished('llms.txt')).toBe(true);
  });

  test('is linked to by the overview, as are the pages to begin with', () => {
    const overview = readFileSync(join(root, 'README.md'), 'utf8');
    for (const page of ['README', 'quick-start', 'concepts']) expect(overview).toContain(`](docs/${page}.md)`);
  });
});

/** https://llmstxt.org: a title, a summary in a quote, and lists of links, of which "Optional" may be left out. */
test('llms.txt has what the index has', async () => {
  const [last] = sections.slice(-1);
  const text = [
    '# PromptForge',
    '',
    `> ${manifest.description}`,
    '',
    `A TypeScript library for Node \`${manifest.engines.node}\`: \`npm install ${manifest.name}\`. It comes as ES modules and as CommonJS, and is used on servers; \`promptforge/client\` is for pages. Paths are those within the package.`,
    ...sections.flatMap((section) => [
      '',
      `## ${section === last ? 'Optional' : section.heading}`,
      '',
      ...section.entries.map(({ title, path, about }) => `- [${title}](${path}): ${about}`),
    ]),
    '',
  ];
  await expect(text.join('\n')).toMatchFileSnapshot(join(root, 'llms.txt'));
});

function entryOf(line: string): Entry[] {
  const [, title, link, about] = /^- \[([^\]]+)\]\(([^)]+)\): (.+)$/.exec(line) ?? [];
  if (title === undefined || link === undefined || about === undefined) return [];
  return [{ title, path: posix.join('docs', link), about }];
}
