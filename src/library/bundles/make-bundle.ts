import type { Principal } from '../../domain/access/principal.js';
import { canonicalJson } from '../../domain/json/canonical-json.js';
import type { BundleArtifact } from '../../domain/library/bundle.js';
import { artifactOf } from './artifact.js';
import { type BundleFormat, bundleFiles, bundleFormat } from './bundle-format.js';
import type { BundleManifest } from './bundle-manifest.js';
import { promptJson } from './prompt-json.js';
import { promptMarkdown } from './prompt-markdown.js';
import type { RedactedRun } from './redacted-run.js';
import { sha256 } from './sha256.js';
import { byBytes, bytesOf } from './text-bytes.js';

export interface BundleOrder {
  readonly formats: readonly BundleFormat[];
  readonly license: string;
  /** Whose bundle it becomes. */
  readonly owner: Pick<Principal, 'orgId' | 'userId'>;
}

export interface MadeBundle {
  readonly manifest: BundleManifest;
  /** All files by the bytes of their paths, the manifest among them. */
  readonly artifacts: readonly BundleArtifact[];
}

/** The files of a bundle. They depend on nothing but what is given here: not on time, place, or chance. */
export async function makeBundle(
  { run, redactions }: RedactedRun,
  { formats, license, owner }: BundleOrder,
): Promise<MadeBundle> {
  const texts = {
    txt: () => run.prompt,
    md: () => promptMarkdown(run, redactions, license),
    json: () => promptJson(run, redactions, license),
    license: () => license,
  } as const;
  const chosen = [...formats, 'license'] as const;
  const artifacts = await Promise.all(chosen.map((name) => artifactOf(bundleFiles[name], texts[name]())));
  const files = artifacts
    .map(({ path, mediaType, sha256, bytes }) => ({ path, mediaType, bytes: bytes.length, sha256 }))
    .toSorted((first, second) => byBytes(first.path, second.path));
  const { runId, operation, engine, model, rubric, plan, sevenD, module, score, gate } = run;
  const facts = {
    ...{ format: bundleFormat, runId, operation, engine, model, rubric, plan, sevenD, module, score, gate },
    ...{ redactions, license: bundleFiles.license.path, files },
  } as const;
  // The same files of somebody else are another bundle.
  const identity = await sha256(bytesOf(canonicalJson({ orgId: owner.orgId, userId: owner.userId, facts })));
  const named = { ...facts, format: bundleFormat, bundleId: identity.slice(0, 32) } as const;
  const manifest = { ...named, digest: await sha256(bytesOf(canonicalJson(named))) };
  const all = [...artifacts, await artifactOf(bundleFiles.manifest, canonicalJson(manifest))];
  return {
    manifest,
    artifacts: all
      .map(({ bytes: _, ...artifact }) => artifact)
      .toSorted((first, second) => byBytes(first.path, second.path)),
  };
}
