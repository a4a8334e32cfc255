import { z } from 'zod';
import { type BundleDetails, type BundleManifest, bundleDownloads, bundleFormats } from '../../index.js';
import { named } from './components.js';
import { pageOf, pageQuery } from './page.js';
import { gate, score } from './score.js';
import { resolvedSevenD } from './seven-d.js';

const hash = z.string().describe('SHA-256 in lower-case hexadecimal.');
const formats = z.array(z.enum(bundleFormats));

const manifest = named(
  'BundleManifest',
  z.object({
    format: z.literal('promptforge.bundle/1'),
    bundleId: z.string(),
    runId: z.string(),
    operation: z.enum(['optimize', 'score']),
    engine: z.enum(['model', 'rules']),
    model: z.string().nullable(),
    rubric: z.string().nullable(),
    plan: z.string().describe('The plan the run was made under.'),
    sevenD: resolvedSevenD,
    module: z.object({ id: z.string(), version: z.string() }).nullable(),
    score,
    gate,
    redactions: z.array(z.object({ kind: z.string(), count: z.int().min(1) })).describe('What was taken out.'),
    license: z.string().describe('Where in the bundle the notice on rights lies.'),
    files: z.array(z.object({ path: z.string(), mediaType: z.string(), bytes: z.int().min(0), sha256: hash })),
    digest: hash.describe('SHA-256 of the canonical JSON (RFC 8785) of all of the above.'),
  }),
) satisfies z.ZodType<BundleManifest>;

export const bundle = named(
  'Bundle',
  z.object({
    id: z.string(),
    runId: z.string(),
    createdAt: z.int().describe('Epoch milliseconds.'),
    formats: formats.describe('What it can be downloaded by.'),
    manifest,
  }),
) satisfies z.ZodType<BundleDetails>;

export const bundlePage = named('BundlePage', pageOf(bundle));

export const bundleQuery = pageQuery(20).extend({
  runId: z.string().max(255).exactOptional().describe('Those of one run.'),
});

export const exportBody = named(
  'ExportRequest',
  z.strictObject({
    runId: z.string().max(255),
    formats: formats.min(1).exactOptional().describe('Default: all that the plan allows.'),
    redact: z
      .boolean()
      .exactOptional()
      .describe('Whether to put stand-ins in the place of personal data and secrets. Default: false.'),
  }),
);

export const downloadQuery = z.object({
  format: z.enum(bundleDownloads).describe('A file of the bundle, or `zip` for all of them.'),
});
