import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { zipSync } from 'fflate';
import { afterEach, describe, expect, test } from 'vitest';
import type { BundleManifest } from '../../../../src/library/bundles/bundle-manifest.js';
import { type BundleInput, largestBundle, verifyBundle } from '../../../../src/library/bundles/verify-bundle.js';
import { zipOf } from '../../../../src/library/bundles/zip-files.js';
import { bundleOf, textOf } from '../../../fixtures/exported-run.js';

const canonical = canonicalize as unknown as (value: unknown) => string;
const bundle = await bundleOf();
const { archive, manifest } = bundle;
const files = Object.fromEntries(bundle.files);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const hashOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const flipped = (bytes: Uint8Array, at: number, mask: number) => bytes.with(at, (bytes[at] ?? 0) ^ mask);
const refused = (path: string | null, problem: string) => ({
  ...{ ok: false, bundleId: null, manifest: null },
  problems: [{ path, problem }],
});

/** The files with a manifest that somebody has changed and given a digest that fits. */
function forged(change: (manifest: BundleManifest) => object): Record<string, Uint8Array> {
  const { digest: _, ...rest } = change(manifest) as BundleManifest;
  return { ...files, 'manifest.json': bytesOf(canonical({ ...rest, digest: hashOf(canonical(rest)) })) };
}

describe('a bundle as it was exported', () => {
  const whole = { ok: true, bundleId: manifest.bundleId, manifest, problems: [] };

  test('is whole as an archive, as bytes, and as texts', async () => {
    expect(await verifyBundle(archive)).toEqual(whole);
    expect(await verifyBundle(files)).toEqual(whole);
    const texts = Object.keys(files).map((path) => [path, textOf(bundle.files, path)]);
    expect(await verifyBundle(Object.fromEntries(texts))).toEqual(whole);
  });

  test('is whole in whatever order its files come, and within a larger buffer', async () => {
    expect(await verifyBundle(Object.fromEntries(Object.entries(files).toReversed()))).toEqual(whole);
    const room = new Uint8Array(archive.length + 20);
    room.set(archive, 10);
    expect(await verifyBundle(room.subarray(10, -10))).toEqual(whole);
    expect(await verifyBundle(Buffer.from(archive))).toEqual(whole);
  });

  test.each([['txt'], ['md'], ['json']] as const)('is whole with %s alone', async (format) => {
    const small = await bundleOf({ prompt: '' }, { formats: [format] });
    expect(await verifyBundle(small.archive)).toMatchObject({ ok: true });
  });
});

describe('a bundle that was changed', () => {
  const caught: Record<string, number> = {};
  const missed: string[] = [];
  afterEach(() => expect(missed.splice(0)).toEqual([]));
  const mustFail = async (sort: string, input: BundleInput, what: string) => {
    const { ok, problems } = await verifyBundle(input);
    if (ok || problems.length === 0) missed.push(`${sort}: ${what}`);
    caught[sort] = (caught[sort] ?? 0) + 1;
  };

  test('is caught at every byte of its archive', async () => {
    const small = (await bundleOf({}, { formats: ['txt'] })).archive;
    for (let at = 0; at < small.length; at += 1) {
      await mustFail('a byte of the archive', flipped(small, at, 1 << (at % 8)), `byte ${at}`);
    }
    for (let at = 0; at < archive.length; at += 5) {
      await mustFail('a byte of the archive', flipped(archive, at, 1 << (at % 8)), `byte ${at}`);
    }
  });

  test('is caught all over every file', async () => {
    for (const [path, bytes] of bundle.files) {
      for (let at = 0; at < bytes.length; at += 4) {
        const changed = { ...files, [path]: flipped(bytes, at, 1 << (at % 8)) };
        await mustFail('a byte of a file', changed, `${path} at ${at}`);
      }
    }
  });

  test('is caught when it is cut, longer, or has bytes put in or taken out', async () => {
    for (let at = 0; at < archive.length; at += 11) {
      await mustFail('a cut archive', archive.slice(0, at), `cut at ${at}`);
      await mustFail('a beheaded archive', archive.slice(at + 1), `without the first ${at + 1}`);
      const [before, after] = [archive.slice(0, at), archive.slice(at)];
      await mustFail('a byte put in', Buffer.concat([before, Buffer.of(at % 256), after]), `put in at ${at}`);
    }
    await mustFail('more at the end', Buffer.concat([archive, Buffer.of(0)]), 'a byte at the end');
    await mustFail('more at the end', Buffer.concat([archive, archive]), 'the archive twice');
  });

  test('is caught when a file is dropped, renamed, doubled, swapped or added', async () => {
    const entries = Object.entries(files);
    for (const [path, bytes] of entries) {
      const others = entries.filter(([name]) => name !== path);
      await mustFail('dropped', Object.fromEntries(others), path);
      await mustFail('dropped', zipOf(new Map(others)), path);
      for (const name of [
        `${path} `,
        path.toUpperCase().toLowerCase().replace('.', '_'),
        `./${path}`,
        `../${path}`,
        `/${path}`,
      ]) {
        const renamed = [...others, [name, bytes]] as const;
        await mustFail('renamed', Object.fromEntries(renamed), `${path} as ${name}`);
        await mustFail('renamed', zipOf(new Map(renamed)), `${path} as ${name}`);
        await mustFail('added', Object.fromEntries([...entries, [name, bytes]]), `${path} and ${name}`);
        await mustFail('added', zipOf(new Map([...entries, [name, bytes]])), `${path} and ${name}`);
      }
      await mustFail('doubled', doubled(path), path);
      for (const [other, content] of others) {
        const swapped = { ...files, [path]: content, [other]: bytes };
        await mustFail('swapped', swapped, `${path} and ${other}`);
      }
    }
  });

  test('is caught in an archive that holds the same files in another way', async () => {
    const options = { level: 0, mtime: new Date(1980, 0, 1, 12), os: 3, attrs: 0o100644 << 16 } as const;
    expect(zipSync(files, options), 'this is how it is made').toEqual(archive);
    const others = {
      'another time': zipSync(files, { ...options, mtime: new Date(1990, 0, 1) }),
      'other attributes': zipSync(files, { ...options, attrs: 0o777 << 16 }),
      'another system': zipSync(files, { ...options, os: 0 }),
      'a comment': zipSync(files, { ...options, comment: 'hello' }),
      'an extra field': zipSync(files, { ...options, extra: { 1: Buffer.of(1, 2) } }),
      'another order': zipSync(Object.fromEntries(Object.entries(files).toReversed()), options),
      compression: zipSync(files, { ...options, level: 9 }),
    };
    for (const [what, bytes] of Object.entries(others)) await mustFail('another archive', bytes, what);
  });

  test('was tried in more than a thousand ways', () => {
    expect(Object.values(caught).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(3_000);
    for (const [sort, least] of Object.entries({
      'a byte of the archive': 1_000,
      'a byte of a file': 1_000,
      renamed: 20,
    })) {
      expect(caught[sort]).toBeGreaterThan(least);
    }
  });
});

/** An archive in which one entry stands twice, under the same name. */
function doubled(path: string): Uint8Array {
  const twin = path.replace(/.$/, '~');
  const made = zipSync({ ...files, [twin]: files[path] ?? new Uint8Array() }, { level: 0 });
  const name = bytesOf(twin);
  for (let at = 0; at < made.length - name.length; at += 1) {
    if (name.every((byte, index) => made[at + index] === byte)) made.set(bytesOf(path), at);
  }
  return made;
}

describe('what is wrong with a bundle', () => {
  test.each([
    ['changed', { ...files, 'prompt.txt': 'other' }, { path: 'prompt.txt', problem: 'changed' }],
    [
      'longer',
      { ...files, 'prompt.txt': `${textOf(bundle.files, 'prompt.txt')} ` },
      { path: 'prompt.txt', problem: 'changed' },
    ],
    ['too many', { ...files, 'notes.txt': '' }, { path: 'notes.txt', problem: 'unexpected' }],
    [
      'missing',
      Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'prompt.md')),
      { path: 'prompt.md', problem: 'missing' },
    ],
  ] as const)('names the file that is %s', async (_, input, problem) => {
    expect(await verifyBundle(input)).toEqual({
      ok: false,
      bundleId: manifest.bundleId,
      manifest,
      problems: [problem],
    });
    expect(
      (
        await verifyBundle(
          zipOf(
            new Map(
              Object.entries(input).map(([path, content]) => [
                path,
                typeof content === 'string' ? bytesOf(content) : content,
              ]),
            ),
          ),
        )
      ).problems.length,
    ).toBeGreaterThan(0);
  });

  test('is nothing but the archive, where its files are whole', async () => {
    const { ok, problems, bundleId } = await verifyBundle(zipSync(files, { level: 0, mtime: new Date(1999, 1, 1) }));
    expect({ ok, problems, bundleId }).toEqual({
      ...{ ok: false, bundleId: manifest.bundleId },
      problems: [{ path: null, problem: 'changed' }],
    });
  });

  test('is its manifest, when that is not as it was written', async () => {
    const text = textOf(bundle.files, 'manifest.json');
    const changed = [
      text.replace('"pass"', '"fail"'),
      text.replace('88.4', '99.4'),
      ` ${text}`,
      `${text}\n`,
      text.replace(',', ', '),
      text.replace('{"bundleId"', '{"bundleId":"0","bundleId"'),
      JSON.stringify({ ...JSON.parse(text), more: 1 }),
      JSON.stringify({ ...JSON.parse(text), score: { composite: 1 } }),
      text.replace('88.4', '1e999'),
    ];
    for (const content of changed) {
      expect(content).not.toBe(text);
      expect(await verifyBundle({ ...files, 'manifest.json': content })).toEqual(refused('manifest.json', 'changed'));
    }
  });

  test.each([
    ['nothing', {}],
    ['no manifest', { 'prompt.txt': 'x' }],
    ['a manifest that is no JSON', { ...files, 'manifest.json': '{' }],
    ['a manifest that is no UTF-8', { ...files, 'manifest.json': new Uint8Array([0xff, 0xfe]) }],
    [
      'a manifest with a mark before it',
      { ...files, 'manifest.json': `\ufeff${textOf(bundle.files, 'manifest.json')}` },
    ],
    ['a manifest that is null', { ...files, 'manifest.json': 'null' }],
    ['a manifest that is a list', { ...files, 'manifest.json': '[]' }],
    ['a manifest of another format', { ...files, 'manifest.json': '{"format":"promptforge.bundle/2"}' }],
    ['a manifest of a million levels', { ...files, 'manifest.json': `${'['.repeat(1e6)}${']'.repeat(1e6)}` }],
  ])('is that it is none, with %s', async (_, input) => {
    expect(await verifyBundle(input)).toEqual(refused('manifest.json', 'not_a_bundle'));
  });

  test.each<[string, (manifest: BundleManifest) => object]>([
    ['no files', (made) => ({ ...made, files: [] })],
    ['files that are no list', (made) => ({ ...made, files: {} })],
    ['files in another order', (made) => ({ ...made, files: made.files.toReversed() })],
    ['a file twice', (made) => ({ ...made, files: [...made.files, made.files.at(-1)] })],
    [
      'a file outside',
      (made) => ({ ...made, files: made.files.map((file) => ({ ...file, path: `../${file.path}` })) }),
    ],
    [
      'a file of the root',
      (made) => ({ ...made, files: made.files.map((file) => ({ ...file, path: '/etc/passwd' })) }),
    ],
    [
      'itself among the files',
      (made) => ({ ...made, files: [...made.files, { ...made.files[0], path: 'manifest.json' }] }),
    ],
    ['no license', (made) => ({ ...made, files: made.files.slice(1) })],
    [
      'another media type',
      (made) => ({ ...made, files: made.files.map((file) => ({ ...file, mediaType: 'text/html' })) }),
    ],
    ['a length that is a text', (made) => ({ ...made, files: made.files.map((file) => ({ ...file, bytes: '1' })) })],
    ['a huge length', (made) => ({ ...made, files: made.files.map((file) => ({ ...file, bytes: 1e300 })) })],
    ['a length below zero', (made) => ({ ...made, files: made.files.map((file) => ({ ...file, bytes: -1 })) })],
    [
      'a hash in capitals',
      (made) => ({ ...made, files: made.files.map((file) => ({ ...file, sha256: file.sha256.toUpperCase() })) }),
    ],
    ['a field too many in a file', (made) => ({ ...made, files: made.files.map((file) => ({ ...file, more: 1 })) })],
    ['an id of another form', (made) => ({ ...made, bundleId: '../x' })],
    ['an operation that is none', (made) => ({ ...made, operation: 'compare' })],
    ['an engine that is none', (made) => ({ ...made, engine: 'magic' })],
    ['a run that is a number', (made) => ({ ...made, runId: 7 })],
    ['a plan of endless length', (made) => ({ ...made, plan: 'x'.repeat(1e6) })],
    ['a gate that was not passed', (made) => ({ ...made, gate: { ...made.gate, outcome: 'fail' } })],
    ['points that are words', (made) => ({ ...made, score: { ...made.score, clarity: 'much' } })],
    ['7D parameters that are none', (made) => ({ ...made, sevenD: [] })],
    ['a module without a version', (made) => ({ ...made, module: { id: 'x' } })],
    ['redactions that are none', (made) => ({ ...made, redactions: [7] })],
    ['a license elsewhere', (made) => ({ ...made, license: 'prompt.txt' })],
    ['a field too many', (made) => ({ ...made, more: null })],
    ['a field of the prototype', (made) => JSON.parse(`{"__proto__":1,${JSON.stringify(made).slice(1)}`) as object],
  ])('is its manifest, when somebody gives it %s and a digest that fits', async (_, change) => {
    const { ok, problems } = await verifyBundle(forged(change));
    expect(ok).toBe(false);
    expect(problems.length).toBeGreaterThan(0);
  });

  test('is found in a manifest that was made to fit other bytes', async () => {
    expect((await verifyBundle(forged((made) => made))).ok, 'the forger can do it').toBe(true);
    const longer = forged((made) => ({
      ...made,
      files: made.files.map((file) => ({ ...file, bytes: file.bytes + 1 })),
    }));
    expect((await verifyBundle(longer)).problems).toEqual(
      manifest.files.map(({ path }) => ({ path, problem: 'changed' })),
    );
  });
});

describe('what is no bundle', () => {
  const entriesAt = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset).byteLength - 22;

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'PK'],
    ['a number', 7],
    ['a list', [files]],
    ['a function', () => files],
    ['a file that is a number', { ...files, 'prompt.txt': 7 }],
    ['a file that is null', { 'manifest.json': null }],
    ['a text with half a character', { ...files, 'prompt.txt': '\ud800' }],
    [
      'a record that throws',
      {
        get 'manifest.json'(): string {
          throw new Error('no');
        },
      },
    ],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no');
          },
        },
      ),
    ],
    ['no bytes', new Uint8Array()],
    ['zeros', new Uint8Array(1_000)],
    ['text', bytesOf('This is no archive.')],
    ['an archive of nothing', zipSync({})],
  ])('%s', async (_, input) => {
    const { ok, problems } = await verifyBundle(input as BundleInput);
    expect([ok, problems[0]?.problem]).toEqual([false, 'not_a_bundle']);
  });

  test('is not looked into when it is too large', async () => {
    expect(await verifyBundle(new Uint8Array(largestBundle + 1))).toEqual(refused(null, 'too_large'));
    expect(await verifyBundle({ ...files, 'prompt.txt': new Uint8Array(largestBundle) })).toEqual(
      refused(null, 'too_large'),
    );
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`${index}`, '']));
    expect(await verifyBundle({ ...files, ...many })).toEqual(refused(null, 'too_large'));
  });

  test('does not swell when it is opened', async () => {
    const bomb = zipSync({ ...files, 'prompt.txt': new Uint8Array(20_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await verifyBundle(bomb)).toEqual(refused(null, 'not_a_bundle'));
  });

  test('is not read when it has more entries than a bundle has', async () => {
    const empty = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`${index}.txt`, new Uint8Array()]));
    expect(await verifyBundle(zipSync(empty, { level: 0 }))).toEqual(refused(null, 'not_a_bundle'));
  });

  test('does not swell by entries that share their bytes', async () => {
    const large = zipSync({ a: new Uint8Array(1_000_000) }, { level: 0 });
    const entry = large.slice(-22 - 47, -22);
    const many = Array.from({ length: 30_000 }, () => entry);
    const end = Uint8Array.from(large.slice(-22));
    new DataView(end.buffer).setUint16(8, many.length, true);
    new DataView(end.buffer).setUint16(10, many.length, true);
    expect(await verifyBundle(Buffer.concat([large.slice(0, -22 - 47), ...many, end]))).toEqual(
      refused(null, 'not_a_bundle'),
    );
  });

  test('does not make it read beyond its end', async () => {
    for (const value of [0xffffffff, 0x7fffffff, archive.length]) {
      for (const offset of [12, 16]) {
        const changed = archive.slice();
        new DataView(changed.buffer).setUint32(entriesAt(changed) + offset, value, true);
        expect((await verifyBundle(changed)).ok).toBe(false);
      }
    }
  });
});
