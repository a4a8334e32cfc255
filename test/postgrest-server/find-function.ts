import { closestName } from './closest-name.js';
import { type PostgrestError, postgrestError } from './postgrest-error.js';
import type { CachedFunction, SchemaCache } from './schema-cache.js';

export interface FunctionQuestion {
  readonly schema: string;
  readonly name: string;
  readonly argumentNames: readonly string[];
  readonly method: 'GET' | 'POST';
}

/** The function that takes exactly these arguments, optional ones aside. */
export function findFunction(cache: SchemaCache, question: FunctionQuestion): CachedFunction {
  const inSchema = cache.functions.filter(({ schema }) => schema === question.schema);
  const overloads = inSchema.filter(({ name }) => name === question.name);
  const [found, ...others] = overloads.filter((candidate) => takes(candidate, question.argumentNames));
  if (found === undefined) throw notFound(question, inSchema, overloads);
  if (others.length > 0) throw ambiguous([found, ...others]);
  return found;
}

function takes({ parameters }: CachedFunction, argumentNames: readonly string[]): boolean {
  const known = argumentNames.every((argument) => parameters.some(({ name }) => name === argument));
  return known && parameters.every(({ name, required }) => !required || argumentNames.includes(name));
}

function notFound(
  { schema, name, argumentNames, method }: FunctionQuestion,
  inSchema: readonly CachedFunction[],
  overloads: readonly CachedFunction[],
): PostgrestError {
  const sorted = [...argumentNames].sort();
  const called = sorted.length === 0 ? ' without parameters' : `(${sorted.join(', ')})`;
  const plural = sorted.length === 1 ? '' : 's';
  const searched = sorted.length === 0 ? ' without parameters' : ` with parameter${plural} ${sorted.join(', ')}`;
  const unnamed = method === 'POST' ? ' or with a single unnamed json/jsonb parameter' : '';
  const meant = probablyMeant(name, sorted, inSchema, overloads);
  return postgrestError(404, 'PGRST202', `Could not find the function ${schema}.${name}${called} in the schema cache`, {
    details: `Searched for the function ${schema}.${name}${searched}${unnamed}, but no matches were found in the schema cache.`,
    hint: meant === null ? null : `Perhaps you meant to call the function ${schema}.${meant}`,
  });
}

function probablyMeant(
  name: string,
  sortedArguments: readonly string[],
  inSchema: readonly CachedFunction[],
  overloads: readonly CachedFunction[],
): string | null {
  if (overloads.length === 0)
    return closestName(
      name,
      inSchema.map((candidate) => candidate.name),
    );
  const lists = overloads.map(({ parameters }) => listOf(parameters.map((parameter) => parameter.name).sort()));
  const list = closestName(listOf(sortedArguments), lists);
  return list === null ? null : `${name}${list}`;
}

function listOf(names: readonly string[]): string {
  return `(${names.join(', ')})`;
}

function ambiguous(candidates: readonly CachedFunction[]): PostgrestError {
  const signatures = candidates.map(
    ({ schema, name, parameters }) =>
      `${schema}.${name}(${parameters.map((parameter) => `${parameter.name} => ${parameter.type}`).join(', ')})`,
  );
  return postgrestError(
    300,
    'PGRST203',
    `Could not choose the best candidate function between: ${signatures.join(', ')}`,
    {
      hint: 'Try renaming the parameters or the function itself in the database so function overloading can be resolved',
    },
  );
}
