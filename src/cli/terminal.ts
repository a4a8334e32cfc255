import type { Environment } from './chosen-model.js';

/** What a command reads from and writes to, besides its words. */
export interface Terminal {
  readonly environment: Environment;
  /** Writes lines to standard output. */
  print(text: string): void;
}

export const processTerminal: Terminal = {
  environment: process.env,
  print: (text) => void process.stdout.write(`${text}\n`),
};
