import type { JsonObject } from '../domain/json/json.js';
import type { StandardIssue, StandardSchema } from '../domain/json/standard-schema.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { isKeptObject } from './is-kept-object.js';

/**
 * The host's own fields of a profile, as its schema gives them back.
 * @throws PromptForgeError `request_invalid`, without what the schema says of them, which may quote them.
 */
export async function checkedExtra(schema: StandardSchema | null, extra: JsonObject): Promise<JsonObject> {
  if (schema === null) {
    throw new PromptForgeError('request_invalid', 'There are no fields in extra. Name them in users.profileFields.');
  }
  const result = await schema['~standard'].validate(extra);
  if (result.issues !== undefined) {
    const places = [...new Set(result.issues.map(placeOf))].join(', ');
    throw new PromptForgeError('request_invalid', `extra is not as users.profileFields wants it, in ${places}.`);
  }
  if (isKeptObject(result.value)) return result.value;
  throw new PromptForgeError('request_invalid', 'extra must be an object of JSON of at most 16 kB and 32 levels.');
}

/** Only what can be the name of a field is told: a key that a user made up may hold anything. */
function placeOf({ path = [] }: StandardIssue): string {
  const [first] = path;
  const key = typeof first === 'object' ? first.key : first;
  return typeof key === 'string' && /^[A-Za-z_]\w{0,40}$/.test(key) ? `extra.${key}` : 'extra';
}
