import type { ScoredPrompt } from '../../domain/runs/run.js';
import type { RedactionCount } from './bundle-manifest.js';
import type { ExportedRun } from './exported-run.js';
import { byBytes } from './text-bytes.js';

/** Takes personal data and secrets out of a text, and names the kind of each that it took. */
export type RedactText = (text: string) => { readonly text: string; readonly kinds: readonly string[] };

export interface RedactedRun {
  readonly run: ExportedRun;
  /** By the bytes of the kinds; empty when there was nothing to take out. */
  readonly redactions: readonly RedactionCount[];
}

/** A run without the personal data and secrets in its texts. */
export function redactedRun(run: ExportedRun, redactText: RedactText): RedactedRun {
  const counts = new Map<string, number>();
  const redacted = (text: string): string => {
    const { text: rest, kinds } = redactText(text);
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return rest;
  };
  const ofPrompt = (scored: ScoredPrompt): ScoredPrompt => ({ ...scored, prompt: redacted(scored.prompt) });
  const changed: ExportedRun = {
    ...run,
    prompt: redacted(run.prompt),
    original: run.original === null ? null : ofPrompt(run.original),
    changes: run.changes.map(redacted),
    weaknesses: run.weaknesses.map(({ dimension, note, quote }) => ({
      dimension,
      note: redacted(note),
      quote: redacted(quote),
    })),
  };
  const redactions = [...counts].map(([kind, count]) => ({ kind, count }));
  return { run: changed, redactions: redactions.toSorted((first, second) => byBytes(first.kind, second.kind)) };
}
