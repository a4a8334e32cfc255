import { parsedJson } from './parsed-json.js';

/** How many opening braces are tried, so that a hostile answer costs linear time. */
const tries = 8;

/**
 * The balanced JSON objects within a text that do not stand within one another, in their order,
 * for servers that wrap an answer in prose, a code fence or their reasoning.
 */
export function jsonObjects(text: string): readonly unknown[] {
  // What a model thought aloud may hold drafts of the answer.
  const answer = text.replace(/^\s*<think>[\s\S]*?<\/think>/, '');
  const objects: unknown[] = [];
  let start = answer.indexOf('{');
  for (let tried = 0; start !== -1 && tried < tries; tried += 1) {
    const end = endOfObject(answer, start);
    const value = end === -1 ? undefined : parsedJson(answer.slice(start, end));
    if (value !== undefined) objects.push(value);
    start = answer.indexOf('{', value === undefined ? start + 1 : end);
  }
  return objects;
}

/** The index after the brace that closes the one at `start`; -1 when it stays open. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character === '\\') index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}
