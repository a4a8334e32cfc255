import { PromptForgeError } from '../index.js';

/** Lines of the help, which are the same for every command. */
export const environmentHelp = `Variables are taken from the environment, then from .env.local and from .env of this folder.
--env-file FILE, with any command, reads that file instead of the two.`;

const flag = '--env-file';

/**
 * Takes `--env-file` out of the words of any command.
 * @throws PromptForgeError `request_invalid` when it names no file, or several.
 */
export function takeEnvironmentFlag(words: readonly string[]): {
  readonly file: string | null;
  readonly rest: readonly string[];
} {
  const files: string[] = [];
  const rest: string[] = [];
  // What comes after "--" is no flag, whatever it looks like.
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  for (let at = 0; at < words.length; at += 1) {
    const word = String(words[at]);
    if (at < end && word === flag) {
      at += 1;
      files.push(at < end ? String(words[at]) : '');
    } else if (at < end && word.startsWith(`${flag}=`)) files.push(word.slice(flag.length + 1));
    else rest.push(word);
  }
  const [file = null] = files;
  if (files.length > 1 || file === '' || file?.startsWith('-')) {
    throw new PromptForgeError('request_invalid', `${flag} names one file. See: promptforge --help`);
  }
  return { file, rest };
}
