import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PromptForgeError, type Storage } from '../../index.js';
import { runFile } from '../../run-files.js';
import { openDatabase } from '../open-database.js';
import type { WatchedTerminal } from '../terminal.js';
import { type ExportArguments, exportHelp, parseExportArguments } from './export-arguments.js';

/** Writes the runs of a database as a file. @returns the exit code. */
export async function exportCommand(
  words: readonly string[],
  signal: AbortSignal,
  terminal: WatchedTerminal,
  standardOutput: Writable = process.stdout,
): Promise<number> {
  const options = parseExportArguments(words, terminal.environment);
  if (options === null) {
    terminal.print(exportHelp);
    return 0;
  }
  const database = await openDatabase(options.target, { create: false, signal });
  const storage = database.storage();
  try {
    const count = await written(storage, options, { signal, terminal, standardOutput });
    terminal.showProgress(null);
    terminal.tell(`${count} runs written.`);
    return 0;
  } catch (error) {
    terminal.showProgress(null);
    // Whoever read it may stop, as `head` does.
    if (options.output === null && isCode(error, 'EPIPE')) return 0;
    throw signal.aborted ? interrupted() : error;
  } finally {
    await storage.close();
    await database.close();
  }
}

interface Places {
  readonly signal: AbortSignal;
  readonly terminal: WatchedTerminal;
  readonly standardOutput: Writable;
}

/** @returns how many runs. */
async function written({ analytics }: Storage, options: ExportArguments, places: Places): Promise<number> {
  const { signal, terminal, standardOutput } = places;
  const { format, output, target: _target, ...query } = options;
  let count = 0;
  const records: Storage['analytics']['records'] = async (page) => {
    const found = await analytics.records(page);
    count += found.items.length;
    terminal.showProgress(`${count} runs ...`);
    return found;
  };
  const chunks = Readable.from(runFile(records, { query, format, signal }), { objectMode: false, highWaterMark: 1 });
  if (output === null) {
    await pipeline(chunks, standardOutput, { end: false, signal });
    return count;
  }
  const unfinished = `${output}.unfinished`;
  try {
    await pipeline(chunks, createWriteStream(unfinished), { signal });
    await rename(unfinished, output);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EACCES') && !isCode(error, 'EISDIR')) throw error;
    throw new PromptForgeError('request_invalid', `The file of --output cannot be written: ${error.code}.`);
  }
  return count;
}

function isCode(error: unknown, code: string): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && error.code === code;
}

function interrupted(): PromptForgeError {
  return new PromptForgeError('run_canceled', 'Interrupted: the export is not whole.');
}
