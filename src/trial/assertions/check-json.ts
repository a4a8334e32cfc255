import type { JsonObject } from '../../domain/json/json.js';
import { type Check, yesOrNo } from './check.js';
import { jsonInAnswer } from './json-in-answer.js';
import { type ReadLimit, spendReads, withLimitedReads } from './limited-reads.js';
import { type PreparedSchema, prepareSchema } from './prepare-schema.js';

/** Reads of schema and answer, some half a second of work. An ordinary schema takes 60 for each value of the answer. */
const mostReads = 2_000_000;

/** Faults that a result tells of; the first are the ones to mend. */
const mostFaults = 5;

/**
 * A check whether an answer is JSON that a schema accepts. The validator is loaded with the first schema.
 * @param place of the schema in the request, for messages.
 * @throws PromptForgeError `request_invalid` that says how to mend the schema, and quotes nothing of it.
 */
export async function schemaCheck(schema: JsonObject, place: string): Promise<(answer: string) => Check> {
  const prepared = prepareSchema(schema, place);
  const library = await import('@cfworker/json-schema');
  return (answer) => {
    const value = jsonInAnswer(answer);
    if (value === undefined) return yesOrNo(false, 'The answer is not JSON, or something stands around it.');
    try {
      return faultsIn(library, prepared, value);
    } catch {
      // It read more than it may, or went too deep: of schemas that refer to themselves some never end.
      return yesOrNo(false, 'The answer is too large, or the schema too intricate, to be checked.');
    }
  };
}

type Library = typeof import('@cfworker/json-schema');

function faultsIn(library: Library, { schema, draft, patterns }: PreparedSchema, value: unknown): Check {
  const limit: ReadLimit = { left: mostReads };
  const formats = library.format;
  // They are there while nothing else can run, and gone before it can.
  for (const [name, matches] of patterns) {
    formats[name] = (text) => {
      spendReads(limit, text.length);
      return matches(text);
    };
  }
  try {
    const limited = withLimitedReads(structuredClone(schema), limit);
    const { valid, errors } = library.validate(withLimitedReads(value, limit), limited, draft, undefined, false);
    if (valid) return yesOrNo(true, 'The schema accepts the answer.');
    return yesOrNo(false, `The schema does not accept the answer: ${describe(errors)}.`);
  } finally {
    for (const name of patterns.keys()) delete formats[name];
  }
}

interface Fault {
  readonly instanceLocation: string;
  readonly keyword: string;
  readonly keywordLocation: string;
}

/** The place in the answer and the keyword that it breaks; what only passes on the fault of a part is left out. */
function describe(faults: readonly Fault[]): string {
  const passedOn = ['properties', 'items', 'prefixItems', 'allOf', '$ref', 'additionalProperties', 'if'];
  const own = faults.filter(({ keyword }, index) => !passedOn.includes(keyword) || index === faults.length - 1);
  const told = [...new Set(own.map(({ instanceLocation, keyword }) => `${instanceLocation}: ${nameOf(keyword)}`))];
  const more = told.length > mostFaults ? `, and ${told.length - mostFaults} more` : '';
  return `${told.slice(0, mostFaults).join(', ')}${more}`;
}

function nameOf(keyword: string): string {
  return keyword === 'format' ? 'pattern or format' : keyword;
}
