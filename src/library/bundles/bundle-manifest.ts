import type { Engine, ModuleReference } from '../../domain/runs/run.js';
import type { Gate } from '../../domain/scores/quality-gate.js';
import type { Score } from '../../domain/scores/score.js';
import type { ResolvedSevenD } from '../../domain/seven-d/seven-d.js';
import type { bundleFormat } from './bundle-format.js';

/** One file of a bundle, as its manifest lists it. */
export interface BundleFile {
  readonly path: string;
  readonly mediaType: string;
  /** Its length. */
  readonly bytes: number;
  /** SHA-256 of its bytes, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** A kind of personal data or secret, and how often it was taken out. */
export interface RedactionCount {
  /** For instance `email_address`; the codes of `redact()` of `promptforge/prompts`. */
  readonly kind: string;
  readonly count: number;
}

/** What `manifest.json` says of a bundle. There is no time in it, so that the same export has the same bytes on any day. */
export interface BundleManifest {
  readonly format: typeof bundleFormat;
  readonly bundleId: string;
  readonly runId: string;
  readonly operation: 'optimize' | 'score';
  readonly engine: Engine;
  /** The provider's name for the model; null for the rules engine. */
  readonly model: string | null;
  /** The rubric the prompt was scored by, and its version; null where the ledger no longer has the score. */
  readonly rubric: string | null;
  /** The plan the run was made under. */
  readonly plan: string;
  readonly sevenD: ResolvedSevenD;
  /** The module the prompt was made by; null for none. */
  readonly module: ModuleReference | null;
  readonly score: Score;
  readonly gate: Gate;
  /** What was taken out of the texts, by the bytes of the kinds. */
  readonly redactions: readonly RedactionCount[];
  /** Where in the bundle the notice on rights lies. */
  readonly license: string;
  /** All other files, by the bytes of their paths. */
  readonly files: readonly BundleFile[];
  /** SHA-256 of the canonical JSON (RFC 8785) of all of the above, in lower-case hexadecimal. */
  readonly digest: string;
}
