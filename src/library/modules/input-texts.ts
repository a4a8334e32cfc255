import type { JsonValue } from '../../domain/json/json.js';
import type { ModuleInputs } from '../../domain/library/module-recipe.js';
import { completedValues } from './input-values.js';

/** What stands where nothing was given and there is no default. */
const notSpecified = 'not specified';

/** The texts that inputs are rendered as, by name. The values fit the schema. */
export function inputTexts(
  inputs: ModuleInputs,
  given: Readonly<Record<string, JsonValue>>,
): Readonly<Record<string, string>> {
  const texts = [...completedValues(inputs, given)].map(([name, value]) => [name, textOf(value)]);
  return Object.fromEntries(texts);
}

function textOf(value: JsonValue): string {
  if (Array.isArray(value)) return value.length === 0 ? notSpecified : value.map(listItem).join('\n');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null ? notSpecified : String(value);
}

/** Further lines of an item stay within it. */
function listItem(item: JsonValue): string {
  return `- ${String(item).trim().replaceAll(/\r?\n/g, '\n  ')}`;
}
