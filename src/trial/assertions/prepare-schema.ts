import type { SchemaDraft } from '@cfworker/json-schema';
import type { JsonObject, JsonValue } from '../../domain/json/json.js';
import { isJsonObject } from '../../domain/json/json.js';
import { invalidTrial } from '../invalid-trial.js';
import { whatIsTaken } from '../what-is-taken.js';
import { compilePattern, notForRe2 } from './compile-pattern.js';
import { annotations, keywords, keywordsWithSchemas } from './schema-keywords.js';

/** A schema whose every part can be tried in bounded time. */
export interface PreparedSchema {
  readonly draft: SchemaDraft;
  /** Its patterns are formats here, of the names in `patterns`. */
  readonly schema: JsonObject;
  readonly patterns: ReadonlyMap<string, (text: string) => boolean>;
}

type Patterns = Map<string, (text: string) => boolean>;

const drafts: Readonly<Record<string, SchemaDraft>> = {
  'json-schema.org/draft-04/schema': '4',
  'json-schema.org/draft-07/schema': '7',
  'json-schema.org/draft/2019-09/schema': '2019-09',
  'json-schema.org/draft/2020-12/schema': '2020-12',
};

/**
 * Makes a schema ready to be tried. Nothing is left in it that the validator could run and we did not look at.
 * @param place of the schema in the request, for messages.
 * @throws PromptForgeError `request_invalid` that says how to mend the schema, and quotes nothing of it.
 */
export function prepareSchema(schema: JsonObject, place: string): PreparedSchema {
  const patterns: Patterns = new Map();
  const { $schema, ...root } = schema;
  try {
    return { draft: draftOf($schema), schema: prepared(root, schema, patterns), patterns };
  } catch (error) {
    throw error instanceof UnfitSchema ? invalidTrial(place, error.message) : error;
  }
}

/** Its message says how to mend the schema, and quotes nothing of it. */
class UnfitSchema extends Error {}

function prepared(part: JsonObject, root: JsonObject, patterns: Patterns): JsonObject {
  const kept = Object.fromEntries(Object.entries(part).filter(([keyword]) => !isAnnotation(keyword)));
  const [issue] = keywords.safeParse(kept).error?.issues ?? [];
  if (issue?.code === 'unrecognized_keys') throw new UnfitSchema(unknownKeyword);
  if (issue !== undefined) throw new UnfitSchema(`has a wrong ${String(issue.path[0])}: ${whatIsTaken(issue)}.`);
  if (typeof kept.$ref === 'string' && !leadsToSchema(kept.$ref, root)) throw new UnfitSchema(lostReference);
  const within = (value: JsonValue): JsonValue => (isJsonObject(value) ? prepared(value, root, patterns) : value);
  const whole = Object.entries(kept).map(([keyword, value]) => {
    if (!Object.hasOwn(keywordsWithSchemas, keyword)) return [keyword, value];
    if (Array.isArray(value)) return [keyword, value.map(within)];
    if (!isJsonObject(value) || !isByName(keyword)) return [keyword, within(value as JsonValue)];
    return [keyword, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, within(inner)]))];
  });
  return withoutPattern(Object.fromEntries(whole), patterns);
}

const unknownKeyword =
  'holds a keyword that is not taken. Patterns of property names, anchors, $id and dynamic references are not: name the properties, and refer by place, as in #/$defs/name.';
const lostReference =
  'has a $ref that leads to no schema in it. Nothing is fetched: put what it means into $defs, and refer to #/$defs/name.';

function isAnnotation(keyword: string): boolean {
  return annotations.some((name) => name === keyword) || keyword.startsWith('x-');
}

function isByName(keyword: string): boolean {
  return ['$defs', 'definitions', 'dependencies', 'dependentSchemas', 'properties'].includes(keyword);
}

function draftOf($schema: JsonValue | undefined): SchemaDraft {
  if ($schema === undefined) return '2020-12';
  const name = typeof $schema === 'string' ? $schema.replace(/^https?:\/\//, '').replace(/#$/, '') : '';
  const draft = Object.hasOwn(drafts, name) ? drafts[name] : undefined;
  if (draft !== undefined) return draft;
  throw new UnfitSchema('has a $schema of no draft that is known: 4, 7, 2019-09 and 2020-12 are.');
}

/** Whether a reference leads to a schema of the same document, and not into data such as an `enum`. */
function leadsToSchema(reference: string, root: JsonObject): boolean {
  if (reference === '#') return true;
  if (!reference.startsWith('#/')) return false;
  const steps = stepsOf(reference);
  let found: JsonValue | undefined = root;
  for (let at = 0; at < steps.length; at += 1) {
    const keyword: string = steps[at] ?? '';
    if (!isJsonObject(found) || !Object.hasOwn(keywordsWithSchemas, keyword)) return false;
    found = own(found, keyword);
    if (Array.isArray(found)) found = found[indexOf(steps[++at])];
    else if (isByName(keyword)) found = isJsonObject(found) ? own(found, steps[++at]) : undefined;
  }
  return isJsonObject(found) || typeof found === 'boolean';
}

function own(object: JsonObject, name: string | undefined): JsonValue | undefined {
  return name !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}

function indexOf(step: string | undefined): number {
  return step !== undefined && /^(?:0|[1-9]\d{0,5})$/.test(step) ? Number(step) : -1;
}

/** @see https://www.rfc-editor.org/rfc/rfc6901#section-6 */
function stepsOf(reference: string): readonly string[] {
  try {
    const steps = decodeURIComponent(reference.slice(2)).split('/');
    return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  } catch {
    return [''];
  }
}

/**
 * The validator would run a pattern as JavaScript does, which may take for ever. It also lets a format be
 * checked by a function, and there a pattern becomes such a function.
 */
function withoutPattern(part: JsonObject, patterns: Patterns): JsonObject {
  if (part.pattern === undefined) return part;
  const { pattern, ...rest } = part;
  const name = `pattern ${patterns.size + 1}`;
  try {
    patterns.set(name, compilePattern(String(pattern)));
  } catch {
    throw new UnfitSchema(`has a pattern that ${notForRe2}`);
  }
  const others = Array.isArray(rest.allOf) ? rest.allOf : [];
  return { ...rest, allOf: [...others, { format: name }] };
}
