import { describe, expect, test } from 'vitest';
import { verifyBundle } from '../../src/bundles.js';
import { type BundleDetails, bundleDownloads, defaultPlans } from '../../src/index.js';
import { redact } from '../../src/prompts.js';
import { forgeWithExports, planOfFeatures } from '../fixtures/forge-with-exports.js';
import { better, prompt } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function exported(setup: Parameters<typeof forgeWithExports>[0] = {}) {
  const parts = forgeWithExports(setup);
  const token = await parts.tokenOf('ada');
  const runId = await parts.passed(token);
  const text = async (bundle: BundleDetails, format: (typeof bundleDownloads)[number]) =>
    textOf((await parts.forge.bundles.download({ token, bundleId: bundle.id, format })).bytes);
  return { ...parts, token, runId, text };
}

describe('forge.bundles', () => {
  test('exports a run that has passed, and finds it again', async () => {
    const { forge, token, runId, clock, text } = await exported();
    const bundle = await forge.bundles.export({ token, runId });
    expect(bundle).toMatchObject({ runId, createdAt: clock.now(), formats: ['txt', 'md', 'json'] });
    expect(bundle.manifest).toMatchObject({
      ...{ bundleId: bundle.id, runId, operation: 'optimize', engine: 'model', model: 'scripted', plan: 'own' },
      ...{ rubric: 'behavioral-anchors-1', redactions: [], gate: { outcome: 'pass' } },
    });
    expect(await forge.bundles.get({ token, bundleId: bundle.id })).toEqual(bundle);
    expect(await forge.bundles.list({ token })).toEqual({ items: [bundle], next: null });
    expect(await text(bundle, 'txt')).toBe(better);
    expect(await text(bundle, 'md')).toContain(better);
    expect(JSON.parse(await text(bundle, 'json'))).toMatchObject({ prompt: better, original: { prompt } });
    expect(JSON.parse(await text(bundle, 'manifest'))).toEqual(bundle.manifest);
  });

  test('gives files a name, a type and a hash', async () => {
    const { forge, token, runId } = await exported();
    const { id: bundleId, manifest } = await forge.bundles.export({ token, runId });
    const files = await Promise.all(
      bundleDownloads.map((format) => forge.bundles.download({ token, bundleId, format })),
    );
    const stem = `promptforge-${bundleId.slice(0, 12)}`;
    expect(files.map(({ fileName, mediaType }) => [fileName, mediaType])).toEqual([
      [`${stem}.txt`, 'text/plain; charset=utf-8'],
      [`${stem}.md`, 'text/markdown; charset=utf-8'],
      [`${stem}.json`, 'application/json'],
      [`${stem}.zip`, 'application/zip'],
      [`${stem}-manifest.json`, 'application/json'],
      [`${stem}-LICENSE.txt`, 'text/plain; charset=utf-8'],
    ]);
    const hashOf = async (bytes: Uint8Array<ArrayBuffer>) =>
      Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
    for (const { bytes, sha256 } of files) expect(sha256).toBe(await hashOf(bytes));
    const [txt] = files;
    expect(manifest.files.find(({ path }) => path === 'prompt.txt')?.sha256).toBe(txt?.sha256);
  });

  test('makes archives and folders that can be verified', async () => {
    const { forge, token, runId } = await exported();
    const { id: bundleId } = await forge.bundles.export({ token, runId });
    const { bytes } = await forge.bundles.download({ token, bundleId, format: 'zip' });
    expect(await verifyBundle(bytes)).toMatchObject({ ok: true, bundleId });
    const folder = {
      'prompt.txt': (await forge.bundles.download({ token, bundleId, format: 'txt' })).bytes,
      'prompt.md': (await forge.bundles.download({ token, bundleId, format: 'md' })).bytes,
      'prompt.json': (await forge.bundles.download({ token, bundleId, format: 'json' })).bytes,
      'LICENSE.txt': (await forge.bundles.download({ token, bundleId, format: 'license' })).bytes,
      'manifest.json': (await forge.bundles.download({ token, bundleId, format: 'manifest' })).bytes,
    };
    expect(await verifyBundle(folder)).toMatchObject({ ok: true, bundleId });
  });

  test('answers the bundle that is there when a run is exported again, also at once', async () => {
    const { forge, token, runId, clock } = await exported();
    const bundle = await forge.bundles.export({ token, runId });
    clock.advance(60_000);
    const again = await Promise.all([
      forge.bundles.export({ token, runId }),
      forge.bundles.export({ token, runId, formats: ['json', 'md', 'txt', 'txt'] }),
      forge.bundles.export({ token, runId, redact: true }),
    ]);
    expect(again).toEqual([bundle, bundle, bundle]);
    const other = await forge.bundles.export({ token, runId, formats: ['txt'] });
    expect(other.id).not.toBe(bundle.id);
    expect((await forge.bundles.list({ token, runId })).items).toEqual([other, bundle]);
  });

  test('exports the score of a prompt', async () => {
    const { forge, token, scored, text } = await exported();
    const bundle = await forge.bundles.export({ token, runId: await scored(token, better) });
    expect(bundle.manifest).toMatchObject({ operation: 'score', rubric: 'behavioral-anchors-1' });
    expect(await text(bundle, 'txt')).toBe(better);
  });

  test('puts the notice of the host into every bundle', async () => {
    const license = 'All of it is yours. Acme, 2026.';
    const { forge, token, runId, text } = await exported({ bundles: { license } });
    const bundle = await forge.bundles.export({ token, runId });
    expect(await text(bundle, 'license')).toBe(license);
    expect(await text(bundle, 'md')).toContain(license);
    expect(JSON.parse(await text(bundle, 'json'))).toMatchObject({ license });
  });

  test('lists page by page, by run, and nothing for a run that cannot be', async () => {
    const { forge, token, runId, passed } = await exported();
    const other = await passed(token);
    for (const formats of [['txt'], ['md'], ['json']] as const) await forge.bundles.export({ token, runId, formats });
    await forge.bundles.export({ token, runId: other });
    const first = await forge.bundles.list({ token, limit: 3 });
    expect(first.items.length).toBe(3);
    const rest = await forge.bundles.list({ token, limit: 3, after: first.next });
    expect([...first.items, ...rest.items].length).toBe(4);
    expect((await forge.bundles.list({ token, runId })).items.length).toBe(3);
    for (const unknown of ['nothing', '', '\n']) {
      expect(await forge.bundles.list({ token, runId: unknown })).toEqual({ items: [], next: null });
    }
  });
});

describe('a run is not exported', () => {
  test('when its prompt has not passed the gate', async () => {
    const { forge, token, scored } = await exported();
    const error = await rejection(forge.bundles.export({ token, runId: await scored(token, prompt) }));
    expect(error).toMatchObject({ code: 'bundle_below_gate' });
    expect(error.details).toMatchObject({ outcome: 'fail', failed: ['composite'], thresholds: { composite: 80 } });
    expect(JSON.stringify(error) + error.message).not.toContain(prompt);
    expect((await forge.bundles.list({ token })).items).toEqual([]);
  });

  test('when it is neither an optimization nor a score', async () => {
    const { forge, token } = await exported();
    const sevenD = { domain: 'saas', output_format: 'md' } as const;
    const { runId } = await forge.compare({ token, first: prompt, second: better, sevenD });
    const refused = { code: 'request_invalid', details: { operation: 'compare', status: 'succeeded' } };
    expect(await rejection(forge.bundles.export({ token, runId }))).toMatchObject(refused);
  });

  test('when somebody else made it', async () => {
    const { forge, token, runId, tokenOf } = await exported();
    for (const stranger of [await tokenOf('bob'), await tokenOf('ada', 'rival')]) {
      const error = await rejection(forge.bundles.export({ token: stranger, runId }));
      expect(error.code).toBe('run_not_found');
      const { id: bundleId } = await forge.bundles.export({ token, runId });
      for (const task of [
        () => forge.bundles.get({ token: stranger, bundleId }),
        () => forge.bundles.download({ token: stranger, bundleId, format: 'txt' }),
        () => forge.bundles.download({ token: stranger, bundleId, format: 'manifest' }),
      ]) {
        expect((await rejection(task())).code).toBe('bundle_not_found');
      }
      expect((await forge.bundles.list({ token: stranger, runId })).items).toEqual([]);
    }
  });

  test('by whoever may not write, or has no token', async () => {
    const { forge, runId } = await exported();
    const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme', role: 'viewer' });
    const refused = { code: 'permission_denied', details: { permission: 'library:write' } };
    expect(await rejection(forge.bundles.export({ token, runId }))).toMatchObject(refused);
    expect(await forge.bundles.list({ token })).toEqual({ items: [], next: null });
    expect(await rejection(forge.bundles.list({ token: null }))).toMatchObject({ code: 'session_missing' });
  });

  test.each([
    ['a run that is a number', { runId: 7 }],
    ['a run of another form', { runId: 'a\nb' }],
    ['no run', {}],
  ])('with %s', async (_, request) => {
    const { forge, token } = await exported();
    expect((await rejection(forge.bundles.export({ token, ...request } as never))).code).toBe('run_not_found');
  });

  test.each([
    ['formats that are none', { formats: ['pdf'] }],
    ['no formats', { formats: [] }],
    ['a format that is no list', { formats: 'txt' }],
    ['zip, which is no file', { formats: ['zip'] }],
    ['a redaction that is a word', { redact: 'yes' }],
    ['a field too many', { format: 'txt' }],
  ])('with %s', async (_, request) => {
    const { forge, token, runId } = await exported();
    const error = await rejection(forge.bundles.export({ token, runId, ...request } as never));
    expect(error.code).toBe('request_invalid');
  });
});

describe('personal data and secrets', () => {
  const email = 'ada.lovelace@initech.example.com';
  const first = `Write a release note for our billing export, and send it to ${email}.`;
  const last = `Write a release note of 150 words about the CSV export of invoices, and send it to ${email}.`;

  test('are not exported, and are told by their kinds alone', async () => {
    const { forge, token, runId } = await exported({ first, last });
    const error = await rejection(forge.bundles.export({ token, runId }));
    expect(error).toMatchObject({ code: 'bundle_personal_data' });
    expect(error.details).toEqual({ found: [{ kind: 'email_address', count: 2 }] });
    expect(JSON.stringify(error) + error.message).not.toContain('lovelace');
    expect((await forge.bundles.list({ token })).items).toEqual([]);
  });

  test('are no matter where no file shows them', async () => {
    const { forge, token, runId } = await exported({ first, last: better });
    expect((await rejection(forge.bundles.export({ token, runId, formats: ['json'] }))).code).toBe(
      'bundle_personal_data',
    );
    expect((await forge.bundles.export({ token, runId, formats: ['txt', 'md'] })).formats).toEqual(['txt', 'md']);
  });

  test('are replaced in every file where that is asked for, and the manifest says so', async () => {
    const { forge, token, runId, text } = await exported({ first, last });
    const bundle = await forge.bundles.export({ token, runId, redact: true });
    expect(bundle.manifest.redactions).toEqual([{ kind: 'email_address', count: 2 }]);
    expect(await text(bundle, 'txt')).toContain('[email_address:1]');
    for (const format of bundleDownloads) {
      const content = await text(bundle, format);
      expect(content, format).not.toContain('lovelace');
      expect(redact(content).redacted, format).toEqual([]);
    }
    const { bytes } = await forge.bundles.download({ token, bundleId: bundle.id, format: 'zip' });
    expect(await verifyBundle(bytes)).toMatchObject({ ok: true });
  });
});

describe('the plan', () => {
  const plans = { pilot: defaultPlans[0], pro: defaultPlans[1], enterprise: defaultPlans[2] };

  test.each([
    ['pilot', ['txt', 'md'], ['json'], ['zip']],
    ['pro', ['txt', 'md', 'json'], [], ['zip']],
    ['enterprise', ['txt', 'md', 'json'], [], []],
  ] as const)('%s exports %j', async (name, formats, missing, closed) => {
    const plan = plans[name];
    if (plan === undefined) throw new Error('There is no such plan.');
    const { forge, token, runId } = await exported({ plans: [{ ...plan, limits: [] }] });
    const bundle = await forge.bundles.export({ token, runId });
    expect(bundle.formats).toEqual(formats);
    for (const format of missing) {
      const refused = { code: 'plan_feature_missing', details: { plan: name, feature: `export_${format}` } };
      expect(await rejection(forge.bundles.export({ token, runId, formats: [format] }))).toMatchObject(refused);
    }
    for (const format of closed) {
      const refused = { code: 'plan_feature_missing', details: { plan: name, feature: `export_${format}` } };
      const download = forge.bundles.download({ token, bundleId: bundle.id, format });
      expect(await rejection(download)).toMatchObject(refused);
    }
    for (const format of [...formats, 'manifest', 'license'] as const) {
      expect((await forge.bundles.download({ token, bundleId: bundle.id, format })).bytes.length).toBeGreaterThan(0);
    }
  });

  test('that exports nothing says what is missing', async () => {
    const { forge, token, runId } = await exported({ plans: [planOfFeatures()] });
    const refused = { code: 'plan_feature_missing', details: { feature: 'export_txt' } };
    expect(await rejection(forge.bundles.export({ token, runId }))).toMatchObject(refused);
  });

  test('is asked again for each download', async () => {
    const { forge, token, runId, storage } = await exported();
    const { id: bundleId } = await forge.bundles.export({ token, runId });
    const smaller = forgeWithExports({ storage, plans: [planOfFeatures('export_txt', 'export_zip')] }).forge;
    const download = (format: (typeof bundleDownloads)[number]) =>
      smaller.bundles.download({ token, bundleId, format });
    expect(textOf((await download('txt')).bytes)).toBe(better);
    for (const [format, feature] of [
      ['md', 'export_md'],
      ['json', 'export_json'],
      ['zip', 'export_md'],
    ] as const) {
      const refused = { code: 'plan_feature_missing', details: { feature } };
      expect(await rejection(download(format))).toMatchObject(refused);
    }
  });

  test('gives no format that the bundle was exported without', async () => {
    const { forge, token, runId } = await exported();
    const { id: bundleId } = await forge.bundles.export({ token, runId, formats: ['txt'] });
    expect((await rejection(forge.bundles.download({ token, bundleId, format: 'md' }))).code).toBe('request_invalid');
    const error = await rejection(forge.bundles.download({ token, bundleId, format: 'pdf' as 'md' }));
    expect(error.code).toBe('request_invalid');
  });
});

test.each([
  ['', 'empty'],
  ['a\0b', 'with NUL'],
  ['\ud800', 'with half a character'],
  ['x'.repeat(100_001), 'too long'],
])('a notice that is %j is refused at the start', (license) => {
  expect(() => forgeWithExports({ bundles: { license } })).toThrow(/bundles\.license/);
});
