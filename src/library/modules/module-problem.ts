/** What can be wrong with a module. */
export const moduleProblemMeanings = {
  shape: 'A field is missing, unknown, of another type, too short or too long.',
  text_unstorable: 'A text holds half a character or the character 0, which no storage keeps.',
  version_invalid: 'The version is not semantic, or has build metadata.',
  changelog_head: 'The first entry of the changelog is of another version than the module.',
  changelog_order: 'An entry of the changelog is of a later version, or a later day, than the one before it.',
  placeholder_unknown: 'A text holds a placeholder that no input is for.',
  placeholder_style: 'A text holds a placeholder of another style than `{{name}}`.',
  input_unused: 'No text holds a placeholder for this input.',
  required_unknown: 'A name that is required is no input, or is named twice.',
  enum_repeated: 'A value is listed twice.',
  bounds_crossed: 'The least is more than the most.',
  default_unfit: 'The default, or a value of the list, is none that the input takes.',
  inputs_unfit: 'Inputs do not fit the schema of the module.',
  format_missing: 'The format of the module is not among those that it allows.',
  seven_d_invalid: 'A 7D parameter is missing, unknown, or outside its list.',
  threshold_lax: 'A threshold is laxer than that of the gate or of the domain.',
  test_invalid: 'A test cannot be run.',
  prompt_too_short: 'The prompt has fewer than 10 characters.',
  prompt_too_long: 'The prompt has more than 10,000 characters.',
} as const;

export type ModuleProblemCode = keyof typeof moduleProblemMeanings;

/** One thing that is wrong with a module. Holds nothing of it but names of its fields and inputs. */
export interface ModuleProblem {
  /** For instance `inputs.properties.audience.maxLength`; `*` stands for a name that is none. Empty for the whole. */
  readonly path: string;
  readonly problem: ModuleProblemCode;
  /** How to mend it, for people. */
  readonly message: string;
}

/** A place in a module, as problems write it: a key that is no word could be anything. */
export function pathOf(keys: readonly PropertyKey[]): string {
  return keys.map((key) => (typeof key === 'number' || isWord(key) ? String(key) : '*')).join('.');
}

function isWord(key: PropertyKey): boolean {
  return typeof key === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(key);
}
