#!/usr/bin/env node
import { PromptForgeError, toProblem } from '../index.js';
import { exportCommand } from './bundles/export-command.js';
import { verifyCommand } from './bundles/verify-command.js';
import { calibrateCommand } from './calibrate/calibrate-command.js';
import { checkCommand } from './check/check-command.js';
import { checksCommand } from './checks/checks-command.js';
import { demoCommand } from './demo/demo-command.js';
import { diffCommand } from './diff-command.js';
import { doctorCommand } from './doctor/doctor-command.js';
import { withEnvironmentFiles } from './environment-files.js';
import { environmentHelp, takeEnvironmentFlag } from './environment-flag.js';
import { initCommand } from './init/init-command.js';
import { maintainCommand } from './maintain/maintain-command.js';
import { migrateCommand } from './migrate/migrate-command.js';
import { modulesCommand } from './modules-command.js';
import { optimizeCommand } from './optimize-command.js';
import { sevenDCommand } from './seven-d-command.js';
import { stripeCommand } from './stripe/stripe-command.js';
import { processTerminal } from './terminal.js';

const help = `promptforge COMMAND

  demo      take one prompt the whole way, without a key or with one
  init      put PromptForge into the application of this folder
  optimize  rewrite the prompt in a file until it is good enough
  seven-d   list the 7D parameters, or complete some
  migrate   bring the schema of a database up to date, or see what it lacks
  doctor    check a database: schema, security, clock, pool and upkeep
  maintain  do the upkeep of a database, once or again and again
  export    write runs as a table or as JSON lines
  check     check a mounted PromptForge: routes, security, limits, speed and scores
  check-prompt
            tell what is hostile, leaking or weak in prompts
  modules   list, validate and render recipes for prompts
  diff      show what changed between two prompts, by words
  verify    tell whether an exported run is as it was exported
  calibrate measure how far the scores of a model can be trusted
  stripe    compare tenants with Stripe, and put right what differs

promptforge COMMAND --help tells more.

${environmentHelp}
`;

/** Resolves with its exit code. */
type Command = (words: readonly string[], signal: AbortSignal, terminal: typeof processTerminal) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  demo: demoCommand,
  init: initCommand,
  optimize: optimizeCommand,
  'seven-d': sevenDCommand,
  migrate: migrateCommand,
  doctor: doctorCommand,
  maintain: maintainCommand,
  export: exportCommand,
  check: checksCommand,
  'check-prompt': checkCommand,
  modules: modulesCommand,
  diff: diffCommand,
  verify: verifyCommand,
  calibrate: calibrateCommand,
  stripe: stripeCommand,
};

/** Signals that ask a process to end, with the exit code each stands for: 128 and its number. */
const interruptions = { SIGINT: 130, SIGTERM: 143 } as const;

/** Runs one command and answers its exit code. */
async function main([name, ...words]: readonly string[]): Promise<number> {
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    const asked = name === undefined || name === '--help' || name === '-h' || name === 'help';
    (asked ? process.stdout : process.stderr).write(asked ? help : `There is no such command.\n\n${help}`);
    return asked ? 0 : 2;
  }
  const interrupted = new AbortController();
  // The first signal lets the run settle what it used; a second one ends the process as usual.
  let exitCode = 0;
  for (const [signal, code] of Object.entries(interruptions)) {
    process.once(signal, () => {
      exitCode = code;
      interrupted.abort();
    });
  }
  try {
    const { file, rest } = takeEnvironmentFlag(words);
    const environment = withEnvironmentFiles(processTerminal.environment, file, process.cwd());
    const code = await command(rest, interrupted.signal, { ...processTerminal, environment });
    return interrupted.signal.aborted ? exitCode : code;
  } catch (error) {
    report(error, words.includes('--json'));
    if (interrupted.signal.aborted) return exitCode;
    return PromptForgeError.is(error) && error.code === 'request_invalid' ? 2 : 1;
  }
}

function report(error: unknown, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify({ error: toProblem(error, 'operator') }, null, 2)}\n`);
  else if (PromptForgeError.is(error)) process.stderr.write(`\n${error.code}: ${error.message}\n`);
  else process.stderr.write(`\ninternal: ${error instanceof Error ? error.stack : 'an unknown failure'}\n`);
}

// Whoever read the output may stop, as `head` does; the run is settled all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await main(process.argv.slice(2));
