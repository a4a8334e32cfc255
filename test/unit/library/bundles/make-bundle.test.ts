import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { artifactProblem } from '../../../../src/domain/library/bundle.js';
import type { ExportedRun } from '../../../../src/library/bundles/exported-run.js';
import { bundleOf, everyFormat, exportedRunOf, textOf } from '../../../fixtures/exported-run.js';

const hashOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** Sorted by hand, for keys of ASCII. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([first], [second]) => (first < second ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** The same value with the keys of every object in the opposite order. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversed(inner)]),
  ) as T;
}

describe('a bundle', () => {
  test('is made of the files its manifest lists, by the bytes of their paths', async () => {
    const { manifest, files, artifacts } = await bundleOf();
    expect([...files.keys()]).toEqual(['LICENSE.txt', 'manifest.json', 'prompt.json', 'prompt.md', 'prompt.txt']);
    expect(manifest.files.map(({ path }) => path)).toEqual(['LICENSE.txt', 'prompt.json', 'prompt.md', 'prompt.txt']);
    for (const { path, bytes, sha256 } of manifest.files) {
      const content = files.get(path) ?? new Uint8Array();
      expect([path, bytes, sha256]).toEqual([path, content.length, hashOf(content)]);
    }
    for (const { path, sha256 } of artifacts) expect(sha256).toBe(hashOf(files.get(path) ?? ''));
    expect(artifactProblem(artifacts)).toBeNull();
  });

  test('has a manifest in canonical JSON, with a digest of all the rest', async () => {
    const { manifest, files } = await bundleOf({ module: { id: 'release-note', version: '1.2.0' } });
    expect(textOf(files, 'manifest.json')).toBe(JSON.stringify(sorted(manifest)));
    const { digest, ...rest } = manifest;
    expect(digest).toBe(hashOf(JSON.stringify(sorted(rest))));
    const { runId, operation, engine, model, rubric, plan, sevenD, score, gate } = exportedRunOf();
    expect(rest).toMatchObject({ runId, operation, engine, model, rubric, plan, sevenD, score, gate });
    expect(rest).toMatchObject({ format: 'promptforge.bundle/1', redactions: [], license: 'LICENSE.txt' });
    expect(rest.module).toEqual({ id: 'release-note', version: '1.2.0' });
  });

  test('has the prompt alone in prompt.txt, and all of the run in prompt.json', async () => {
    const { files } = await bundleOf();
    const run = exportedRunOf();
    expect(textOf(files, 'prompt.txt')).toBe(run.prompt);
    expect(textOf(files, 'LICENSE.txt')).toBe(everyFormat.license);
    const json = textOf(files, 'prompt.json');
    const { license } = everyFormat;
    expect(JSON.parse(json)).toEqual({ format: 'promptforge.bundle/1', ...run, redactions: [], license });
    expect(json).toBe(JSON.stringify(sorted(JSON.parse(json))));
  });

  test.each([
    ['txt', ['LICENSE.txt', 'manifest.json', 'prompt.txt']],
    ['md', ['LICENSE.txt', 'manifest.json', 'prompt.md']],
    ['json', ['LICENSE.txt', 'manifest.json', 'prompt.json']],
  ] as const)('exported as %s has that file alone', async (format, paths) => {
    expect([...(await bundleOf({}, { formats: [format] })).files.keys()]).toEqual(paths);
  });

  test('has an id of its own for other contents, formats, licenses and owners', async () => {
    const bundles = await Promise.all([
      bundleOf(),
      bundleOf({ prompt: 'Another prompt.' }),
      bundleOf({ runId: 'run-2' }),
      bundleOf({}, { formats: ['txt'] }),
      bundleOf({}, { license: 'Mine.' }),
      bundleOf({}, { owner: { orgId: 'acme', userId: 'bob' } }),
      bundleOf({}, { owner: { orgId: 'rival', userId: 'ada' } }),
    ]);
    const ids = bundles.map(({ manifest }) => manifest.bundleId);
    expect(new Set(ids).size).toBe(bundles.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('keeps a text that no database could hold as it is', async () => {
    const prompt = 'NUL \0, half a character \ud800, a mark \ufeff';
    const { artifacts, files } = await bundleOf({ prompt });
    expect(artifactProblem(artifacts)).toBeNull();
    expect(artifacts.find(({ path }) => path === 'prompt.txt')?.encoding).toBe('base64');
    expect(textOf(files, 'prompt.txt')).toBe(prompt.toWellFormed());
  });
});

describe('the bytes of a bundle', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  // Whoever changes a byte of the format gives it another version.
  test('are those that every version of this format has made', async () => {
    const { archive, files } = await bundleOf();
    expect(Object.fromEntries([...files].map(([path, bytes]) => [path, hashOf(bytes)]))).toMatchInlineSnapshot(`
      {
        "LICENSE.txt": "985fd3657d73a8735742ad3861f3c043011fd49b2306c1725abcf375786dcf4d",
        "manifest.json": "2939d2028726f5657cf1505a3405b8e0b74f8b7d551e208ad4a0cd551cc265ba",
        "prompt.json": "ba20f0ed4e364cee99dce77da43041e2f9e4691b191819e43c9c40f24f09ce12",
        "prompt.md": "c97609ace96f2cfbd8ca33798725d9c4a874479fef7439dab87c7198f754f79f",
        "prompt.txt": "4c67e38c1b7d94be1faf64e9c88a6eddecc2f2b14a862d2c4526276f69878d90",
      }
    `);
    expect(hashOf(archive)).toMatchInlineSnapshot(`"24c0959738f0f8a7c17ac9417a86300807173bedc4b15744f96c2b109b83037d"`);
  });

  test('do not depend on the order of keys', async () => {
    const run: ExportedRun = reversed(exportedRunOf());
    expect(Object.keys(run)).not.toEqual(Object.keys(exportedRunOf()));
    expect((await bundleOf(run)).archive).toEqual((await bundleOf()).archive);
  });

  test.each([
    'UTC',
    'Asia/Kathmandu',
    'America/Sao_Paulo',
    'Pacific/Kiritimati',
    'Pacific/Apia',
  ])('are the same in the time zone %s', async (name) => {
    process.env.TZ = 'Europe/Berlin';
    const { archive } = await bundleOf();
    const offsetHere = new Date(0).getTimezoneOffset();
    process.env.TZ = name;
    expect(new Date(0).getTimezoneOffset(), 'the time zone is another one').not.toBe(offsetHere);
    expect(hashOf((await bundleOf()).archive)).toBe(hashOf(archive));
  });
});
