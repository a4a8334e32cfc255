import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow } from '../package/files-below.js';

export const root = join(import.meta.dirname, '../..');

export interface Fence {
  /** `README.md:40`, the line of the opening fence. */
  readonly place: string;
  /** What follows the backticks: `ts`, `ts run`, `sh`. */
  readonly info: string;
  readonly code: string;
}

export const documents: readonly string[] = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'].map((file) => join(root, file)),
  ...filesBelow(join(root, 'docs')).filter((file) => file.endsWith('.md') && !file.includes('/docs/api/')),
  ...filesBelow(join(root, 'examples')).filter((file) => file.endsWith('README.md') && !file.includes('node_modules')),
];

/** Every fenced block of the documentation. */
export const fences: readonly Fence[] = documents.flatMap((file) => {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    place: `${relative(root, file)}:${text.slice(0, match.index).split('\n').length}`,
    info: String(match[1]),
    code: String(match[2]),
  }));
});
