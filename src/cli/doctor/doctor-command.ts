import { PromptForgeError } from '../../index.js';
import { openDatabase } from '../open-database.js';
import type { Terminal } from '../terminal.js';
import { type DoctorArguments, doctorHelp, parseDoctorArguments } from './doctor-arguments.js';
import { examine, type NamedFinding } from './examine.js';
import { failed, ok } from './finding.js';
import { findingLines, summaryLine } from './finding-lines.js';

/** Examines a database. @returns the exit code: 1 when a check failed. */
export async function doctorCommand(
  words: readonly string[],
  signal: AbortSignal,
  { environment, print }: Terminal,
): Promise<number> {
  const options = parseDoctorArguments(words, environment);
  if (options === null) {
    print(doctorHelp);
    return 0;
  }
  const findings = await diagnose(options, signal);
  print(options.json ? asJson(options, findings) : asText(options, findings));
  return isHealthy(findings) ? 0 : 1;
}

/** @throws PromptForgeError `run_canceled` when the signal aborts first. */
export async function diagnose(
  { target, hasDirectUrl }: Pick<DoctorArguments, 'target' | 'hasDirectUrl'>,
  signal: AbortSignal,
): Promise<readonly NamedFinding[]> {
  const database = await openDatabase(target, { create: false, signal }).catch((error: unknown) => {
    if (signal.aborted || !PromptForgeError.is(error)) throw error;
    return error;
  });
  if (PromptForgeError.is(database)) {
    return [{ name: 'reachable', ...failed(database.code, database.message) }];
  }
  try {
    const another = await database.another();
    const patient = { query: database.query, another, hasDirectUrl, now: () => Date.now() };
    return [{ name: 'reachable', ...ok(target.shown) }, ...(await examine(patient, signal))];
  } finally {
    await database.close();
  }
}

function isHealthy(findings: readonly NamedFinding[]): boolean {
  return findings.every(({ status }) => status !== 'failed');
}

function asText({ target }: DoctorArguments, findings: readonly NamedFinding[]): string {
  return `Database ${target.shown}\n\n${findings.map(findingLines).join('\n')}\n\n${summaryLine(findings)}`;
}

function asJson({ target }: DoctorArguments, checks: readonly NamedFinding[]): string {
  return JSON.stringify({ database: target.shown, healthy: isHealthy(checks), checks }, null, 2);
}
