import { memoryStorage } from '../../adapters/memory/index.js';
import { type CompletedSevenD, PromptForge, type SevenDInput, type SevenDRuleset, sevenDParameters } from '../index.js';
import { parseSevenDArguments, sevenDHelp } from './seven-d-arguments.js';
import type { Terminal } from './terminal.js';

/** Lists the values of the 7D parameters, or completes some. */
export async function sevenDCommand(words: readonly string[], _signal: AbortSignal, terminal: Terminal) {
  const { sevenD, json, help } = parseSevenDArguments(words);
  if (help) {
    terminal.print(sevenDHelp);
    return 0;
  }
  // Nothing is stored, and nobody signs in.
  const secret = crypto.randomUUID();
  const forge = new PromptForge({ storage: memoryStorage(), engine: 'rules', session: { secret } });
  if (Object.keys(sevenD).length === 0) {
    const description = await forge.sevenD.describe();
    terminal.print(json ? JSON.stringify(description, null, 2) : listed(description.ruleset));
  } else {
    // What is missing or in no list is refused, by name.
    const completed = await forge.sevenD.resolve(sevenD as SevenDInput);
    terminal.print(json ? JSON.stringify(completed, null, 2) : told(completed));
  }
  await forge.close();
  return 0;
}

function listed(ruleset: SevenDRuleset): string {
  const parts = sevenDParameters.map((parameter) => {
    const values = Object.entries(ruleset[parameter]);
    const width = Math.max(...values.map(([value]) => value.length));
    return [parameter, ...values.map(([value, { meaning }]) => `  ${value.padEnd(width)}  ${meaning}`)].join('\n');
  });
  return parts.join('\n\n');
}

function told({ values, defaulted, thresholds }: CompletedSevenD): string {
  const lines = sevenDParameters.map((parameter) => {
    const isDefault = defaulted.some((name) => name === parameter);
    return `${parameter.padEnd(13)}  ${values[parameter]}${isDefault ? '  (by default)' : ''}`;
  });
  const limits = Object.entries(thresholds).flatMap(([name, limit]) => {
    if (limit === null) return [];
    return [`${name} ${name === 'ambiguity' ? 'at most' : 'at least'} ${limit}`];
  });
  return `${lines.join('\n')}\n\nA score needs ${limits.join(', ')}.`;
}
