import type { JsonValue } from '../../domain/json/json.js';
import type { ModuleDefinition } from '../../domain/library/module-recipe.js';
import type { ResolvedSevenD, SevenDInput } from '../../domain/seven-d/seven-d.js';
import { checkedInputs } from './checked-inputs.js';
import { inputTexts } from './input-texts.js';
import type { SectionWords } from './module-checks.js';
import { modulePrompt } from './module-prompt.js';
import { moduleSevenD } from './module-seven-d.js';
import { fillPlaceholders } from './placeholders.js';

/** What a module is rendered with. */
export interface ModuleValues {
  /** By name. What is left out, null or blank has its default, or is rendered as "not specified". */
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /** Parameters that are to be other than the module's. Default: none. */
  readonly sevenD?: Partial<SevenDInput>;
}

/** The prompt that a module makes, ready to be run. */
export interface RenderedModule {
  readonly prompt: string;
  readonly sevenD: ResolvedSevenD;
}

export interface RenderParts extends SectionWords {
  /** @throws PromptForgeError `seven_d_invalid` */
  readonly completeSevenD: (sevenD: unknown) => ResolvedSevenD;
}

/**
 * The prompt of a module for these inputs. What looks like a placeholder in a value stays text.
 * @throws PromptForgeError `module_input_invalid`, or `seven_d_invalid`, also for a format that the module does not allow.
 */
export function renderWith(
  module: ModuleDefinition,
  { inputs, sevenD }: { readonly inputs: unknown; readonly sevenD?: unknown },
  parts: RenderParts,
): RenderedModule {
  const values = checkedInputs(module.inputs, inputs);
  const complete = moduleSevenD(module, sevenD, parts.completeSevenD);
  const prompt = fillPlaceholders(modulePrompt(module, complete.values, parts), inputTexts(module.inputs, values));
  return { prompt, sevenD: complete };
}
