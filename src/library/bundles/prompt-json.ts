import { canonicalJson } from '../../domain/json/canonical-json.js';
import { bundleFormat } from './bundle-format.js';
import type { RedactionCount } from './bundle-manifest.js';
import type { ExportedRun } from './exported-run.js';

/** `prompt.json`: all that is exported of a run, for programs, as canonical JSON. */
export function promptJson(run: ExportedRun, redactions: readonly RedactionCount[], license: string): string {
  return canonicalJson({ format: bundleFormat, ...run, redactions, license });
}
