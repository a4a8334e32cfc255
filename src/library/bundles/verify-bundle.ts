import { bundleFiles } from './bundle-format.js';
import type { BundleManifest } from './bundle-manifest.js';
import { readManifest } from './read-manifest.js';
import { sha256 } from './sha256.js';
import { bytesOf, sameBytes } from './text-bytes.js';
import { type FilesByPath, filesInZip, zipOf } from './zip-files.js';

/** A bundle: the bytes of its zip archive, or its files by their paths. Texts are taken as UTF-8. */
export type BundleInput = Uint8Array | Readonly<Record<string, Uint8Array | string>>;

/**
 * What can be wrong: this is no bundle at all; it is larger than bundles are; a file that the manifest lists
 * is not there, one is there that it does not list, or one is not as it was exported.
 */
export const bundleProblemKinds = ['not_a_bundle', 'too_large', 'missing', 'unexpected', 'changed'] as const;
export type BundleProblemKind = (typeof bundleProblemKinds)[number];

export interface BundleProblem {
  /** The file it is about, as it names itself; null for the bundle, or the archive, as a whole. */
  readonly path: string | null;
  readonly problem: BundleProblemKind;
}

export interface BundleVerification {
  readonly ok: boolean;
  /** Null when there is no manifest that can be believed. */
  readonly bundleId: string | null;
  /** What its manifest says, if that can be believed. */
  readonly manifest: BundleManifest | null;
  readonly problems: readonly BundleProblem[];
}

/** The most bytes that a bundle may have in all: 33,554,432. What is larger is not looked into. */
export const largestBundle = 33_554_432;
const mostFiles = 1_000;

/**
 * Tells whether a bundle is as it was exported, to the last byte. It never throws, and asks nobody. It
 * proves that nothing was changed since, by accident or carelessness; it does not prove who made it, since
 * whoever changes a file can make a manifest that fits.
 */
export async function verifyBundle(input: BundleInput): Promise<BundleVerification> {
  try {
    if (input instanceof Uint8Array) return await verifyArchive(input);
    const files = filesOf(input);
    return files === null ? refused(null, 'not_a_bundle') : await verifyFiles(files);
  } catch {
    return refused(null, 'not_a_bundle');
  }
}

async function verifyArchive(archive: Uint8Array): Promise<BundleVerification> {
  if (archive.length > largestBundle) return refused(null, 'too_large');
  const files = filesInZip(archive, { most: Object.keys(bundleFiles).length });
  const verified = await verifyFiles(files);
  // Times, attributes, comments, doubled entries: everything an archive can hide lies beside the files.
  if (!verified.ok || sameBytes(zipOf(files), archive)) return verified;
  return { ...verified, ok: false, problems: [{ path: null, problem: 'changed' }] };
}

async function verifyFiles(files: FilesByPath): Promise<BundleVerification> {
  const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  if (total > largestBundle || files.size > mostFiles) return refused(null, 'too_large');
  const { path } = bundleFiles.manifest;
  const bytes = files.get(path);
  if (bytes === undefined) return refused(path, 'not_a_bundle');
  const reading = await readManifest(bytes);
  if (reading.manifest === null) return refused(path, reading.problem);
  const { manifest } = reading;
  const problems = [...(await problemsOfListed(manifest, files)), ...unexpectedIn(manifest, files)];
  return { ok: problems.length === 0, bundleId: manifest.bundleId, manifest, problems };
}

async function problemsOfListed(manifest: BundleManifest, files: FilesByPath): Promise<readonly BundleProblem[]> {
  const problems: BundleProblem[] = [];
  for (const { path, bytes, sha256: hash } of manifest.files) {
    const found = files.get(path);
    if (found === undefined) problems.push({ path, problem: 'missing' });
    else if (found.length !== bytes || (await sha256(new Uint8Array(found))) !== hash) {
      problems.push({ path, problem: 'changed' });
    }
  }
  return problems;
}

function unexpectedIn(manifest: BundleManifest, files: FilesByPath): readonly BundleProblem[] {
  const known = [bundleFiles.manifest.path, ...manifest.files.map(({ path }) => path)];
  return [...files.keys()]
    .filter((path) => !known.includes(path))
    .map((path) => ({ path, problem: 'unexpected' }) as const);
}

/** Null for what is no record of bytes and texts. */
function filesOf(input: unknown): FilesByPath | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return null;
  const files = new Map<string, Uint8Array>();
  for (const [path, content] of Object.entries(input)) {
    if (content instanceof Uint8Array) files.set(path, content);
    // Half a character has no bytes in UTF-8.
    else if (typeof content === 'string' && content.isWellFormed()) files.set(path, bytesOf(content));
    else return null;
  }
  return files;
}

function refused(path: string | null, problem: BundleProblemKind): BundleVerification {
  return { ok: false, bundleId: null, manifest: null, problems: [{ path, problem }] };
}
