import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Schema = { [keyword: string]: unknown };

/**
 * The named schemas of OpenAI's published description, read one at a time: the whole document is
 * 3 MB of YAML and takes seconds to parse, one schema takes a millisecond.
 */
export class OpenapiDocument {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #schemas = new Map<string, Schema>();

  constructor(path: string) {
    const text = readFileSync(path, 'utf8');
    const begin = text.indexOf('\n  schemas:\n', text.indexOf('\ncomponents:\n'));
    const end = text.indexOf('\n  securitySchemes:\n', begin);
    const named = text
      .slice(begin + '\n  schemas:\n'.length, end)
      .split(/^(?= {4}\S+:$)/m)
      .map((part) => [part.slice(4, part.indexOf(':')), part] as const);
    this.#texts = new Map(named);
  }

  schema(name: string): Schema {
    const known = this.#schemas.get(name);
    if (known !== undefined) return known;
    const text = this.#texts.get(name);
    if (text === undefined) throw new Error(`OpenAI's description has no schema ${name}.`);
    const schema = asJsonSchema((parse(text) as Record<string, unknown>)[name]) as Schema;
    this.#schemas.set(name, schema);
    return schema;
  }

  /** The schema and all it refers to, directly or not. */
  closure(names: readonly string[]): Record<string, Schema> {
    const found: Record<string, Schema> = {};
    const open = [...names];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (name in found) continue;
      found[name] = this.schema(name);
      open.push(...references(found[name]));
    }
    return found;
  }
}

function references(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = '$ref' in node && typeof node.$ref === 'string' ? [node.$ref] : [];
  return [...own, ...Object.values(node).flatMap(references)];
}

/**
 * The document says OpenAPI 3.1, whose schemas are JSON Schema 2020-12, and still holds the
 * `nullable` of 3.0, which JSON Schema ignores. References are shortened to the bare name.
 */
function asJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, discriminator, example, examples, $recursiveAnchor, ...rest } = node as Schema;
  const converted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? value.replace('#/components/schemas/', '') : asJsonSchema(value),
    ]),
  );
  return nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}
