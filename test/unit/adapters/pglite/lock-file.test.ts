import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockFolder } from '../../../../adapters/pglite/lock-file.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'promptforge-lock-'));
  path = join(folder, 'promptforge.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The number of a process that has just ended. */
function endedProcess(): number {
  return Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
}

function leaveStaleLock(): void {
  writeFileSync(path, JSON.stringify({ pid: endedProcess(), start: null, host: hostname(), id: 'left behind' }));
}

describe('a lock whose process is gone', () => {
  test('is taken over, and nothing but the new lock stays', () => {
    leaveStaleLock();
    const lock = lockFolder(folder, path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(readdirSync(folder)).toEqual(['promptforge.lock']);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is taken over also when a process was killed while it did so', () => {
    leaveStaleLock();
    mkdirSync(`${path}.takeover`);
    const longAgo = Date.now() / 1_000 - 60;
    utimesSync(`${path}.takeover`, longAgo, longAgo);
    lockFolder(folder, path).release();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a lock that is held', () => {
  test('refuses everybody else, and stays when somebody else lets go', () => {
    const lock = lockFolder(folder, path);
    expect(() => lockFolder(folder, path)).toThrow(expect.objectContaining({ code: 'storage_locked' }));
    expect(existsSync(path)).toBe(true);
    lock.release();
    const next = lockFolder(folder, path);
    lock.release();
    expect(existsSync(path)).toBe(true);
    next.release();
  });
});
