import { type DiffPart, diffPrompts } from '../prompts.js';
import { diffHelp, parseDiffArguments } from './diff-arguments.js';
import { readPromptFile } from './read-prompt.js';
import type { ColoredTerminal } from './terminal.js';

type Marks = Readonly<Record<DiffPart['type'], readonly [string, string]>>;

const inColors: Marks = {
  equal: ['', ''],
  delete: ['\u001b[31m', '\u001b[39m'],
  insert: ['\u001b[32m', '\u001b[39m'],
};
const inSigns: Marks = { equal: ['', ''], delete: ['[-', '-]'], insert: ['{+', '+}'] };

/** Compares two prompts in files. @returns the exit code: 0 when they are equal, 1 when they differ. */
export async function diffCommand(
  words: readonly string[],
  signal: AbortSignal,
  { environment, print, isColored }: ColoredTerminal,
): Promise<number> {
  const options = parseDiffArguments(words);
  if (options === null) {
    print(diffHelp);
    return 0;
  }
  const { before, after } = options;
  const [left, right] = [await readPromptFile(before, signal), await readPromptFile(after, signal)];
  const equal = left === right;
  const { parts, inserted, deleted } = diffPrompts(left, right);
  if (options.json) print(JSON.stringify({ before, after, equal, inserted, deleted, parts }, null, 2));
  else if (!equal) print(shown(parts, isColored && !environment.NO_COLOR ? inColors : inSigns));
  return equal ? 0 : 1;
}

function shown(parts: readonly DiffPart[], marks: Marks): string {
  return parts.map(({ type, text }) => `${marks[type][0]}${text}${marks[type][1]}`).join('');
}
