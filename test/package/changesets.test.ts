import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { filesBelow } from './files-below.js';

const files = filesBelow(join(import.meta.dirname, '../../.changeset')).filter(
  (file) => file.endsWith('.md') && basename(file) !== 'README.md',
);

/** What is wrong with a changeset; null for one that a version can be made of. */
function problemOf(text: string): string | null {
  const [, head, body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined) return 'it does not begin with a block between two lines of three hyphens';
  const bumps = Object.entries((parse(head) ?? {}) as Record<string, unknown>);
  if (bumps.length !== 1 || bumps[0]?.[0] !== manifest.name) return `it does not name ${manifest.name} alone`;
  if (!['patch', 'minor', 'major'].includes(String(bumps[0][1]))) return 'its bump is none of patch, minor and major';
  const [first = ''] = body.trim().split('\n\n');
  return first.split(/\s+/).length > 3 && /[.:]$/.test(first) ? null : 'it says nothing in a sentence';
}

describe('changesets', () => {
  test.each(files.map((file) => [basename(file), file]))('%s names the package, a bump and what is new', (_, file) => {
    expect(problemOf(readFileSync(file, 'utf8'))).toBeNull();
  });

  test.each([
    ['without a head', 'Alerts can be told.\n'],
    ['of another package', "---\n'prompt-forge': minor\n---\n\nAlerts can be told.\n"],
    ['of no package', '---\n---\n\nAlerts can be told.\n'],
    ['of two packages', `---\n'${manifest.name}': minor\n'other': minor\n---\n\nAlerts can be told.\n`],
    ['with another bump', `---\n'${manifest.name}': big\n---\n\nAlerts can be told.\n`],
    ['with nothing to say', `---\n'${manifest.name}': minor\n---\n\n`],
    ['with a word alone', `---\n'${manifest.name}': minor\n---\n\nAlerts.\n`],
  ])('one %s is noticed', (_, text) => {
    expect(problemOf(text)).not.toBeNull();
  });
});
