import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { supabaseStorage } from '../../adapters/supabase/index.js';
import { verifyBundle } from '../../src/bundles.js';
import { bundleDownloads } from '../../src/index.js';
import type { Clock, Storage } from '../../src/storage.js';
import { forgeWithExports } from '../fixtures/forge-with-exports.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { memoryByClock, pgliteByClock, postgresByClock } from '../fixtures/storages-by-clock.js';
import { overPglite, startSupabaseProject, supabasePglite } from '../postgrest-server/index.js';

interface Place {
  readonly name: string;
  open(clock: Clock): Promise<Storage>;
  close(): Promise<void>;
}

async function supabaseByClock(): Promise<Place> {
  const database = await supabasePglite();
  const project = await startSupabaseProject(overPglite(database));
  return {
    name: 'Supabase',
    open: async (clock) => supabaseStorage({ client: project.client(project.secretKey), clock }),
    async close() {
      await project.close();
      await database.close();
    },
  };
}

const makers = { memory: memoryByClock, PGlite: pgliteByClock, Postgres: postgresByClock, Supabase: supabaseByClock };
const places: Place[] = [];
const archives: Uint8Array<ArrayBuffer>[] = [];
type Files = Readonly<Record<string, Uint8Array>>;
const downloads: Record<string, Files> = {};

/** The hash of a run, exported at one place and on one day. */
async function exportedAt(place: Place, start: number, offset: string): Promise<Files> {
  const clock = manualClock(start);
  const storage = await place.open(clock);
  // Tenants of their own, so that what one day left does not answer for another.
  const { forge, tokenOf, passed } = forgeWithExports({ storage, clock, newId: idsFrom(offset) });
  const token = await tokenOf('ada');
  const { id: bundleId } = await forge.bundles.export({ token, runId: await passed(token) });
  const files: Record<string, Uint8Array> = {};
  for (const format of bundleDownloads) {
    const { bytes } = await forge.bundles.download({ token, bundleId, format });
    files[format] = bytes;
    if (format === 'zip') archives.push(bytes);
  }
  return files;
}

/** Ids that can be foreseen. */
function idsFrom(prefix: string): () => string {
  let count = 0;
  return () => `${prefix}-${++count}`;
}

beforeAll(async () => {
  for (const [name, make] of Object.entries(makers)) {
    const place = await make();
    places.push(place);
    downloads[name] = await exportedAt(place, Date.UTC(2026, 10, 23, 12), 'id');
  }
});

afterAll(async () => {
  for (const place of places) await place.close();
});

describe('the same run', () => {
  test.each(['PGlite', 'Postgres', 'Supabase'])('has the same bytes on %s as in memory', (name) => {
    for (const format of bundleDownloads) {
      const [here, there] = [downloads.memory?.[format], downloads[name]?.[format]];
      expect(here?.length).toBeGreaterThan(10);
      expect(Buffer.from(there ?? []).equals(here ?? new Uint8Array()), format).toBe(true);
    }
  });

  test('has the same bytes on another day', async () => {
    const later = await exportedAt(memoryByClock(), Date.UTC(2031, 1, 3, 4, 5, 6), 'id');
    for (const format of bundleDownloads) expect(later[format], format).toEqual(downloads.memory?.[format]);
  });

  test('has other bytes as another run', async () => {
    const other = await exportedAt(memoryByClock(), Date.UTC(2026, 10, 23, 12), 'other');
    expect(other.zip).not.toEqual(downloads.memory?.zip);
  });

  test('is whole as an archive from every storage', async () => {
    expect(archives.length).toBeGreaterThanOrEqual(4);
    for (const archive of archives) expect(await verifyBundle(archive)).toMatchObject({ ok: true });
  });
});

test('a changed byte in each file, and in the archive, is caught', async () => {
  const { txt, md, json, license, manifest, zip } = downloads.Postgres ?? {};
  const files = { 'prompt.txt': txt, 'prompt.md': md, 'prompt.json': json, 'LICENSE.txt': license };
  const folder = { ...files, 'manifest.json': manifest } as Record<string, Uint8Array>;
  const changed = (bytes: Uint8Array) => bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1);
  expect(await verifyBundle(folder)).toMatchObject({ ok: true });
  for (const [path, bytes] of Object.entries(folder)) {
    const { ok, problems } = await verifyBundle({ ...folder, [path]: changed(bytes) });
    expect({ ok, problems }).toEqual({ ok: false, problems: [{ path, problem: 'changed' }] });
  }
  expect(await verifyBundle(changed(zip ?? new Uint8Array()))).toMatchObject({ ok: false });
});
