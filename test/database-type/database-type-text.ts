import type {
  DescribedColumn,
  DescribedFunction,
  DescribedTable,
  DescribedType,
  SchemaDescription,
} from './schema-description.js';

const plainTypes: Readonly<Record<string, string>> = {
  bool: 'boolean',
  bytea: 'string',
  date: 'string',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  json: 'Json',
  jsonb: 'Json',
  name: 'string',
  numeric: 'number',
  text: 'string',
  time: 'string',
  timestamp: 'string',
  timestamptz: 'string',
  uuid: 'string',
  varchar: 'string',
  void: 'undefined',
};

/** The text of adapters/supabase/database.ts, formatted as the linter wants it. */
export function databaseTypeText(schema: SchemaDescription): string {
  const readable = new Set(schema.tables.map(({ name }) => name));
  const typeText = typeTexts(readable);
  const section = (name: string, entries: readonly string[]) =>
    entries.length === 0 ? `    ${name}: Record<never, never>;` : `    ${name}: {\n${entries.join('\n')}\n    };`;
  const tables = schema.tables.filter(({ isView }) => !isView).map((table) => tableText(table, typeText));
  const views = schema.tables.filter(({ isView }) => isView).map((view) => tableText(view, typeText));
  const functions = schema.functions.map((described) => functionText(described, typeText));
  const enums = schema.enums.map(
    ({ name, values }) => `      ${name}: ${values.map((value) => `'${value}'`).join(' | ')};`,
  );
  const used = new Set(typesOf(schema).map(({ name }) => name));
  const composites = schema.composites
    .filter(({ name }) => used.has(name))
    .map(({ name, fields }) => {
      const lines = fields.map((field) => `        ${field.name}: ${typeText(field.type)} | null;`);
      return `      ${name}: {\n${lines.join('\n')}\n      };`;
    });
  return `// Made from the migrations by test/database-type/database-type.test.ts, which says how.

/** What a column or parameter of type \`json\` or \`jsonb\` holds. */
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

/** The newest migration of the schema that is described here. */
export const databaseVersion = '${schema.version}';

/**
 * The schema \`promptforge\` for \`createClient<Database>()\` of \`@supabase/supabase-js\`: the tables
 * that a signed-in user may read, under row level security, and the functions that a server may
 * call. Nobody writes to tables.
 */
export type Database = {
  promptforge: {
${section('Tables', tables)}
${section('Views', views)}
${section('Functions', functions)}
${section('Enums', enums)}
${section('CompositeTypes', composites)}
  };
};
`;
}

function typesOf({ tables, functions }: SchemaDescription): readonly DescribedType[] {
  return [
    ...tables.flatMap(({ columns }) => columns.map(({ type }) => type)),
    ...functions.flatMap(({ parameters, fields, returns }) =>
      [...parameters, ...fields].map(({ type }) => type).concat(returns),
    ),
  ];
}

type TypeText = (type: DescribedType) => string;

function typeTexts(readable: ReadonlySet<string>): TypeText {
  return ({ name, kind, isArray }) => {
    const single =
      kind === 'composite'
        ? `Database['promptforge']['CompositeTypes']['${name}']`
        : kind === 'enum'
          ? `Database['promptforge']['Enums']['${name}']`
          : kind === 'table'
            ? readable.has(name)
              ? `Database['promptforge']['Tables']['${name}']['Row']`
              : 'Json'
            : (plainTypes[name] ?? 'unknown');
    return isArray ? `${single}[]` : single;
  };
}

function tableText({ name, isView, columns, relationships }: DescribedTable, typeText: TypeText): string {
  const fields = (kind: string, line: (column: DescribedColumn) => string) =>
    `        ${kind}: {\n${columns.map((column) => `          ${line(column)}`).join('\n')}\n        };`;
  const valueText = ({ type, nullable }: DescribedColumn) => `${typeText(type)}${nullable ? ' | null' : ''}`;
  // Nobody may write to a table, and the type says so before the database does.
  const writes = ['        Insert: never;', '        Update: never;'];
  const targets = relationships.map(
    (relationship) => `          {
            foreignKeyName: '${relationship.name}';
            columns: [${quoted(relationship.columns)}];
            isOneToOne: ${relationship.isOneToOne};
            referencedRelation: '${relationship.table}';
            referencedColumns: [${quoted(relationship.tableColumns)}];
          },`,
  );
  return [
    `      ${name}: {`,
    fields('Row', (column) => `${column.name}: ${valueText(column)};`),
    ...(isView ? [] : writes),
    targets.length === 0 ? '        Relationships: [];' : `        Relationships: [\n${targets.join('\n')}\n        ];`,
    '      };',
  ].join('\n');
}

function functionText(
  { name, parameters, returns, returnsSet, fields }: DescribedFunction,
  typeText: TypeText,
): string {
  const lines = parameters.map(
    (parameter) => `          ${parameter.name}${parameter.optional ? '?' : ''}: ${typeText(parameter.type)};`,
  );
  const record = fields.map((field) => `          ${field.name}: ${typeText(field.type)};`);
  const single = record.length === 0 ? typeText(returns) : `{\n${record.join('\n')}\n        }`;
  return [
    `      ${name}: {`,
    lines.length === 0 ? '        Args: never;' : `        Args: {\n${lines.join('\n')}\n        };`,
    `        Returns: ${single}${returnsSet ? '[]' : ''};`,
    '      };',
  ].join('\n');
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
