import type { ModuleRecipe } from '../../domain/library/module-recipe.js';
import type { ResolvedSevenD } from '../../domain/seven-d/seven-d.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';

/**
 * The parameters a module is run with: those of the caller over its own.
 * @throws PromptForgeError `seven_d_invalid`, also for a format that the module does not allow.
 */
export function moduleSevenD(
  { sevenD, outputFormats }: Pick<ModuleRecipe, 'sevenD' | 'outputFormats'>,
  given: unknown,
  complete: (sevenD: unknown) => ResolvedSevenD,
): ResolvedSevenD {
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
  if (given !== undefined && given !== null && !isObject) return complete(given);
  const own = Object.entries(given ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const resolved = complete({ ...sevenD, ...Object.fromEntries(own) });
  const { output_format } = resolved.values;
  if (outputFormats.includes(output_format)) return resolved;
  const issue = { parameter: 'output_format', problem: 'not_in_list', allowed: outputFormats };
  throw new PromptForgeError(
    'seven_d_invalid',
    `sevenD.output_format is none that this module answers in. Use one of: ${outputFormats.join(', ')}.`,
    { details: { issues: [issue] } },
  );
}
