import { canonicalJson } from '../../domain/json/canonical-json.js';
import { bundleFiles, bundleFormat } from './bundle-format.js';
import type { BundleManifest } from './bundle-manifest.js';
import { sha256 } from './sha256.js';
import { bytesOf, sameBytes } from './text-bytes.js';

type Fields = Readonly<Record<string, unknown>>;

export type ManifestReading =
  | { readonly manifest: BundleManifest }
  /** `not_a_bundle`: it says so of no bundle at all. `changed`: it is not as it was written. */
  | { readonly manifest: null; readonly problem: 'not_a_bundle' | 'changed' };

/**
 * Reads `manifest.json`, and believes it only when it is canonical JSON, has the fields of a manifest, and the
 * digest it holds is that of all the rest.
 */
export async function readManifest(bytes: Uint8Array): Promise<ManifestReading> {
  const value = parsed(bytes);
  if (!isObject(value) || value.format !== bundleFormat) return { manifest: null, problem: 'not_a_bundle' };
  const isWhole = isManifest(value) && isCanonical(value, bytes) && (await hasDigest(value));
  return isWhole ? { manifest: value } : { manifest: null, problem: 'changed' };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return null;
  }
}

function isCanonical(value: object, bytes: Uint8Array): boolean {
  try {
    return sameBytes(bytesOf(canonicalJson(value)), bytes);
  } catch {
    // Numbers that JSON cannot write, and more levels than there is room for.
    return false;
  }
}

async function hasDigest({ digest, ...rest }: BundleManifest): Promise<boolean> {
  return digest === (await sha256(bytesOf(canonicalJson(rest))));
}

/** What each field has to be. */
const fields: Readonly<Record<keyof BundleManifest, (value: unknown) => boolean>> = {
  format: (value) => value === bundleFormat,
  bundleId: (value) => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value),
  runId: isText,
  operation: (value) => value === 'optimize' || value === 'score',
  engine: (value) => value === 'model' || value === 'rules',
  model: (value) => value === null || isText(value),
  rubric: (value) => value === null || isText(value),
  plan: isText,
  sevenD: (value) => isObject(value) && isObject(value.values) && Array.isArray(value.defaulted),
  module: (value) => value === null || (isObject(value) && isText(value.id) && isText(value.version)),
  score: (value) => isObject(value) && Object.values(value).every((points) => typeof points === 'number'),
  gate: (value) => isObject(value) && value.outcome === 'pass' && isObject(value.thresholds),
  redactions: (value) => Array.isArray(value) && value.every((one) => isObject(one) && isText(one.kind)),
  license: (value) => value === bundleFiles.license.path,
  files: (value) => Array.isArray(value) && value.every(isFile) && isListOfBundle(value.map(({ path }) => path)),
  digest: isHash,
};

function isManifest(value: Fields): value is Fields & BundleManifest {
  const names = Object.keys(fields) as readonly (keyof BundleManifest)[];
  return (
    Object.keys(value).length === names.length &&
    names.every((name) => Object.hasOwn(value, name) && fields[name](value[name]))
  );
}

/** In the order of their bytes, each once; the license, and at least one of the prompt. */
function isListOfBundle(paths: readonly string[]): boolean {
  const isSorted = paths.every((path, index) => index === 0 || (paths[index - 1] ?? '') < path);
  return isSorted && paths.length >= 2 && paths.includes(bundleFiles.license.path);
}

const listed: readonly { readonly path: string; readonly mediaType: string }[] = Object.values(bundleFiles).filter(
  ({ path }) => path !== bundleFiles.manifest.path,
);

function isFile(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.keys(value).length === 4 &&
    listed.some(({ path, mediaType }) => path === value.path && mediaType === value.mediaType) &&
    Number.isSafeInteger(value.bytes) &&
    isHash(value.sha256)
  );
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 1_000;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
