import { setTimeout as pause } from 'node:timers/promises';
import { toProblem } from '../../index.js';
import type { WatchedTerminal } from '../terminal.js';
import { type MaintainArguments, maintainHelp, parseMaintainArguments } from './maintain-arguments.js';
import { maintainOnce } from './maintain-once.js';
import { leftAlone, maintainLine } from './maintain-report.js';

/** Does the upkeep of a database. @returns the exit code: 1 when a part of the last round failed. */
export async function maintainCommand(
  words: readonly string[],
  signal: AbortSignal,
  terminal: WatchedTerminal,
): Promise<number> {
  const options = parseMaintainArguments(words, terminal.environment);
  if (options === null) {
    terminal.print(maintainHelp);
    return 0;
  }
  const { target, everySeconds, json } = options;
  if (!json) terminal.print([`Database ${target.shown}`, ...leftAlone(options), ''].join('\n'));
  for (;;) {
    const code = await round(options, signal, terminal);
    if (everySeconds === null || signal.aborted) return code;
    terminal.showProgress(`again in ${everySeconds} s; Ctrl-C ends`);
    // Woken up by the signal, which is no failure.
    await pause(everySeconds * 1_000, null, { signal }).catch(() => {});
    terminal.showProgress(null);
    if (signal.aborted) return code;
  }
}

async function round(
  options: MaintainArguments,
  signal: AbortSignal,
  { print, showProgress }: WatchedTerminal,
): Promise<number> {
  const { target, everySeconds, json } = options;
  showProgress('at work ...');
  try {
    const { report, failures } = await maintainOnce(options, signal);
    showProgress(null);
    const told = failures.map(problemOf);
    if (json) print(asJson({ database: target.shown, ...report, problems: told }, everySeconds));
    else print([timed(maintainLine(report)), ...told.map(({ code, detail }) => `  ${code}: ${detail}`)].join('\n'));
    return failures.length === 0 ? 0 : 1;
  } catch (error) {
    showProgress(null);
    // A database that is away for a while is no reason to end for good; an interruption is.
    if (everySeconds === null || signal.aborted) throw error;
    const { code, detail } = problemOf(error);
    if (json) print(asJson({ database: target.shown, error: problemOf(error) }, everySeconds));
    else print(timed(`failed: ${code}: ${detail}`));
    return 1;
  }
}

function asJson(document: object, everySeconds: number | null): string {
  return everySeconds === null ? JSON.stringify(document, null, 2) : JSON.stringify({ at: new Date(), ...document });
}

function timed(line: string): string {
  return `${new Date().toISOString().slice(0, 19).replace('T', ' ')} UTC  ${line}`;
}

/** With the words of the storage, which are for operators. */
function problemOf(error: unknown): ReturnType<typeof toProblem> {
  return toProblem(error, 'operator');
}
