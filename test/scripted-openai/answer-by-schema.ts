import type { ScriptedRequest } from './scripted-request.js';

type Schema = Readonly<Record<string, unknown>>;

/**
 * The smallest answer the requested schema allows. `values` gives those of properties by their name,
 * wherever they stand.
 */
export function answerBySchema({ body }: ScriptedRequest, values: Readonly<Record<string, unknown>>): unknown {
  const { text, response_format } = body as {
    readonly text?: { readonly format?: { readonly schema?: Schema } };
    readonly response_format?: { readonly json_schema?: { readonly schema?: Schema } };
  };
  const schema = text?.format?.schema ?? response_format?.json_schema?.schema;
  if (schema === undefined) throw new Error('The request has no schema.');
  return instanceOf(schema, schema, values);
}

function instanceOf(schema: Schema, root: Schema, values: Readonly<Record<string, unknown>>): unknown {
  if (typeof schema.$ref === 'string') return instanceOf(referenced(root, schema.$ref), root, values);
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const [branch] = [schema.anyOf, schema.oneOf, schema.allOf].flat().filter((part) => part !== undefined);
  if (branch !== undefined) return instanceOf(branch as Schema, root, values);
  if (schema.type === 'object') {
    return Object.fromEntries(
      Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([name, part]) => [
        name,
        name in values ? values[name] : instanceOf(part, root, values),
      ]),
    );
  }
  if (schema.type === 'array') {
    const items = Array.from({ length: Number(schema.minItems ?? 0) });
    return items.map(() => instanceOf(schema.items as Schema, root, values));
  }
  if (schema.type === 'string') return '';
  if (schema.type === 'boolean') return false;
  if (schema.type === 'number' || schema.type === 'integer') return schema.minimum ?? 0;
  return null;
}

function referenced(root: Schema, reference: string): Schema {
  const path = reference.replace(/^#\/?/, '').split('/');
  return path.filter(Boolean).reduce<unknown>((part, name) => (part as Schema)[name], root) as Schema;
}
