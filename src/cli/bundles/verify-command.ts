import { type BundleProblemKind, type BundleVerification, verifyBundle } from '../../bundles.js';
import type { Terminal } from '../terminal.js';
import { readBundle } from './read-bundle.js';
import { parseVerifyArguments, verifyHelp } from './verify-arguments.js';

const meanings: Readonly<Record<BundleProblemKind, string>> = {
  not_a_bundle: 'is no bundle of PromptForge, or its manifest is not',
  too_large: 'is larger than bundles are',
  missing: 'is missing',
  unexpected: 'does not belong to the bundle',
  changed: 'is not as it was exported',
};

/** Verifies an exported run. @returns the exit code: 1 when it is not whole. */
export async function verifyCommand(
  words: readonly string[],
  _signal: AbortSignal,
  { print }: Terminal,
): Promise<number> {
  const options = parseVerifyArguments(words);
  if (options === null) {
    print(verifyHelp);
    return 0;
  }
  const verified = await verifyBundle(await readBundle(options.path));
  print(options.json ? JSON.stringify(verified, null, 2) : asText(verified));
  return verified.ok ? 0 : 1;
}

function asText({ bundleId, manifest, problems }: BundleVerification): string {
  if (problems.length === 0) {
    return `Bundle ${bundleId} of run ${JSON.stringify(manifest?.runId)} is whole: ${manifest?.files.length} files and their manifest.`;
  }
  // Names may hold anything, what moves the cursor of a terminal included.
  const named = (path: string | null) => (path === null ? 'It' : JSON.stringify(path));
  return problems.map(({ path, problem }) => `${named(path)} ${meanings[problem]}.`).join('\n');
}
