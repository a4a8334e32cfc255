import type { Environment } from './chosen-model.js';

/** What a command reads from and writes to, besides its words. */
export interface Terminal {
  readonly environment: Environment;
  /** Writes lines to standard output. */
  print(text: string): void;
}

/** One that can also be told how far something has come, where somebody watches. */
export interface WatchedTerminal extends Terminal {
  /** Adds a line besides the output. */
  tell(line: string): void;
  /** Replaces the line shown last; null takes it away. */
  showProgress(line: string | null): void;
}

/** One whose output may be colored. */
export interface ColoredTerminal extends Terminal {
  /** Whether standard output is a terminal, which shows colors. */
  readonly isColored: boolean;
}

export const processTerminal: WatchedTerminal & ColoredTerminal = {
  environment: process.env,
  isColored: process.stdout.isTTY === true,
  print: (text) => void process.stdout.write(`${text}\n`),
  tell: (line) => {
    if (process.stderr.isTTY) process.stderr.write(`${line}\n`);
  },
  showProgress: (line) => {
    // Elsewhere, in a file for instance, it would be noise.
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${line ?? ''}`);
  },
};
