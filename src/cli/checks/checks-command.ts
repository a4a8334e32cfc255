import { readFile, writeFile } from 'node:fs/promises';
import { compareReports, createChecks, toJunit } from '../../checks/index.js';
import { createHandler } from '../../http/index.js';
import type { CheckReport } from '../../index.js';
import type { WatchedTerminal } from '../terminal.js';
import { type ChecksArguments, checksHelp, checksWrong, parseChecksArguments } from './checks-arguments.js';
import { checksForge } from './checks-forge.js';
import { checksReport } from './checks-report.js';

/** Checks a mounted PromptForge. @returns the exit code: 1 when a check failed. */
export async function checksCommand(
  words: readonly string[],
  signal: AbortSignal,
  terminal: WatchedTerminal,
): Promise<number> {
  const options = parseChecksArguments(words, terminal.environment);
  if (options === null) {
    terminal.print(checksHelp);
    return 0;
  }
  // Before anything is sent.
  const baseline = options.baseline === null ? null : await readBaseline(options.baseline);
  const found = await checked(options, signal, terminal);
  const report = baseline === null ? found : { ...found, comparison: compareReports(baseline, found) };
  if (options.junit !== null) await writeJunit(options.junit, report);
  terminal.print(options.json ? JSON.stringify(report, null, 2) : checksReport(report));
  return report.outcomes.some(({ status }) => status === 'failed') ? 1 : 0;
}

async function checked(
  options: ChecksArguments,
  signal: AbortSignal,
  { environment, print, showProgress }: WatchedTerminal,
): Promise<CheckReport> {
  const { url, suites, only, skip, model, maxRequests, latencyMs, json } = options;
  const { forge, shown, close } = await checksForge(options, environment, signal);
  try {
    const checks = createChecks({
      forge,
      target: url ?? createHandler(forge),
      ...(maxRequests === null ? {} : { maxRequests }),
      ...(latencyMs === null ? {} : { latencyBudgetMs: latencyMs }),
    });
    if (!json) print(`Checking ${url ?? 'a handler in this process'}, on ${shown}\n`);
    return await checks.run({
      signal,
      skip,
      model,
      ...(suites === null ? {} : { suites }),
      ...(only === null ? {} : { only }),
      onEvent: (event) => {
        if (event.type === 'check.started') showProgress(`${event.done + 1} of ${event.total}: ${event.name}`);
      },
    });
  } finally {
    showProgress(null);
    await close();
  }
}

async function readBaseline(path: string): Promise<CheckReport> {
  const text = await readFile(path, 'utf8').catch(() => null);
  try {
    const report = JSON.parse(text ?? '') as CheckReport;
    if (typeof report.id === 'string' && Array.isArray(report.outcomes)) return report;
  } catch {
    // Told below.
  }
  throw checksWrong('--baseline is the path of a report that --json has printed.');
}

async function writeJunit(path: string, report: CheckReport): Promise<void> {
  await writeFile(path, toJunit(report)).catch(() => {
    throw checksWrong('The file of --junit cannot be written. Check its path.');
  });
}
