import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { PromptForgeError } from '../../src/storage.js';
import { processIsAlive, processStart } from './process-identity.js';

/** Who holds a folder, as written into the lock file. */
interface Holder {
  readonly pid: number;
  /** Tells the process from a later one with the same number; null where that is not known. */
  readonly start: string | null;
  readonly host: string;
  /** Tells this lock from all others. */
  readonly id: string;
}

export interface FolderLock {
  /** Safe to call again. */
  release(): void;
}

/**
 * Claims a folder for one storage of one process: two on one folder would lose each other's rows
 * without an error. A lock whose process is gone is taken over. The lock is let go of when the
 * process exits; one that was killed leaves it behind, to be taken over.
 * @throws PromptForgeError `storage_locked` when somebody holds the folder, and the error of the
 * file system when the lock cannot be written.
 */
export function lockFolder(folder: string, path: string): FolderLock {
  const holder: Holder = { pid: process.pid, start: processStart(process.pid), host: hostname(), id: randomUUID() };
  const text = JSON.stringify(holder);
  while (!tryCreate(path, text)) {
    const found = tryRead(path);
    if (found === null) continue;
    if (!isStale(found)) throw locked(folder, path, parseHolder(found));
    removeStale(path, found);
  }

  const release = () => {
    process.off('exit', release);
    if (tryRead(path) === text) rmSync(path, { force: true });
  };
  process.on('exit', release);
  return { release };
}

function tryCreate(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function tryRead(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** True when the process that wrote the lock no longer runs, or its number went to another one. */
function isStale(text: string): boolean {
  const holder = parseHolder(text);
  // A lock that cannot be read may be one that is being written; of another machine we know nothing.
  if (holder === null || holder.host !== hostname()) return false;
  if (!processIsAlive(holder.pid)) return true;
  const start = processStart(holder.pid);
  return holder.start !== null && start !== null && start !== holder.start;
}

/**
 * Of several processes that find the same stale lock, one at a time may remove it, and only if it
 * is still that one: a lock that was taken in the meantime is alive.
 */
function removeStale(path: string, stale: string): void {
  const turn = `${path}.takeover`;
  try {
    mkdirSync(turn);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    endAbandonedTurn(turn);
    return;
  }
  try {
    if (tryRead(path) === stale) rmSync(path, { force: true });
  } finally {
    rmSync(turn, { recursive: true, force: true });
  }
}

/** Far longer than the instant a turn takes: whoever began it was killed in the middle. */
const longestTurnMs = 5_000;

function endAbandonedTurn(turn: string): void {
  try {
    const { mtimeMs } = statSync(turn);
    if (Date.now() - mtimeMs > longestTurnMs) rmdirSync(turn);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'pid' in value ? (value as Holder) : null;
  } catch {
    return null;
  }
}

function locked(folder: string, path: string, holder: Holder | null): PromptForgeError {
  return new PromptForgeError('storage_locked', `${whoHolds(folder, holder)} ${howToMend(path, holder)}`, {
    details: { folder, pid: holder?.pid ?? null },
  });
}

function whoHolds(folder: string, holder: Holder | null): string {
  if (holder === null) return `The folder ${folder} is locked by a process that is just starting.`;
  if (holder.host !== hostname()) return `The folder ${folder} is in use by process ${holder.pid} on ${holder.host}.`;
  if (holder.pid === process.pid) return `The folder ${folder} is already in use within this process (${holder.pid}).`;
  return `The folder ${folder} is in use by process ${holder.pid}.`;
}

function howToMend(path: string, holder: Holder | null): string {
  const remove = `if you are sure that it no longer runs, delete ${path}`;
  if (holder === null) return `Try again; ${remove}.`;
  if (holder.host === hostname() && holder.pid === process.pid) {
    return 'Share one storage, close() the first one, or give each its own dataDir.';
  }
  if (holder.host === hostname()) return 'End that process, share its server, or use another dataDir.';
  return `End that process, or use another dataDir; ${remove}.`;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
