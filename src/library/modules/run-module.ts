import type { PromptTestCase } from '../../domain/runs/prompt-test.js';
import type { GateThresholds } from '../../domain/scores/quality-gate.js';
import type { ResolvedSevenD, SevenD } from '../../domain/seven-d/seven-d.js';
import { moduleCases } from './module-cases.js';
import { modulePrompt } from './module-prompt.js';
import type { FoundModule } from './module-registry.js';
import { moduleSevenD } from './module-seven-d.js';
import { type RenderParts, renderWith } from './render-module.js';

/** What a run makes of a module. */
export interface RunModule {
  readonly id: string;
  readonly version: string;
  readonly prompt: string;
  /** Those that were chosen by the caller or the module; the others are for the domain to fill in. */
  readonly sevenD: Partial<SevenD>;
  /** What its prompts have to reach besides the gate of the domain. */
  readonly thresholds: Partial<GateThresholds>;
  /** Its own tests. */
  readonly cases: readonly PromptTestCase[];
}

/**
 * A module as a run works on it: rendered with inputs, or without them (null) its prompt with the
 * placeholders that cases fill in.
 * @throws PromptForgeError `module_input_invalid` or `seven_d_invalid`
 */
export function runModuleOf(
  { definition, id, version }: Pick<FoundModule, 'definition' | 'id' | 'version'>,
  { inputs, sevenD }: { readonly inputs: unknown; readonly sevenD: unknown },
  parts: RenderParts,
): RunModule {
  const rendered =
    inputs === null ? unfilled(definition, sevenD, parts) : renderWith(definition, { inputs, sevenD }, parts);
  return {
    id,
    version,
    prompt: rendered.prompt,
    sevenD: chosen(rendered.sevenD),
    thresholds: definition.thresholds ?? {},
    cases: moduleCases(definition),
  };
}

function unfilled(definition: FoundModule['definition'], sevenD: unknown, parts: RenderParts) {
  const resolved = moduleSevenD(definition, sevenD, parts.completeSevenD);
  return { prompt: modulePrompt(definition, resolved.values, parts), sevenD: resolved };
}

function chosen({ values, defaulted }: ResolvedSevenD): Partial<SevenD> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !defaulted.some((one) => one === name)));
}
