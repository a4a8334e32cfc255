import { describe, expect, test } from 'vitest';
import type { Assertion, JsonSchemaAssertion } from '../../../src/domain/runs/prompt-test.js';
import { prepareAssertion } from '../../../src/trial/assertions/prepare-assertion.js';

async function check(assertion: Exclude<Assertion, { type: 'rubric' }>, answer: string) {
  const prepared = await prepareAssertion(assertion, 'cases.1.assertions.2');
  if (prepared.type === 'rubric') throw new Error('no rubric was asked for');
  return prepared.check(answer);
}

const passes = async (assertion: Exclude<Assertion, { type: 'rubric' }>, answer: string) =>
  (await check(assertion, answer)).passed;

describe('contains', () => {
  test.each([
    [{ value: 'refund' }, 'Your refund is here.', true],
    [{ value: 'Refund' }, 'Your refund is here.', false],
    [{ value: 'Refund', ignoreCase: true }, 'Your REFUND is here.', true],
    [{ value: 'refund', not: true }, 'Your refund is here.', false],
    [{ value: 'refund', not: true }, 'Nothing.', true],
    [{ value: 'caf\u00e9' }, 'the cafe\u0301', true],
    [{ value: '.*' }, 'anything', false],
  ])('%j in "%s": %s', async (options, answer, passed) => {
    expect(await passes({ type: 'contains', ...options }, answer)).toBe(passed);
  });
});

describe('equals', () => {
  test.each([
    [{ value: 'yes' }, ' yes\n', true],
    [{ value: 'yes' }, 'Yes', false],
    [{ value: 'yes', ignoreCase: true }, 'YES', true],
    [{ value: 'yes' }, 'yes.', false],
    [{ value: 'yes', not: true }, 'no', true],
    [{ value: '' }, '  ', true],
  ])('%j and "%s": %s', async (options, answer, passed) => {
    expect(await passes({ type: 'equals', ...options }, answer)).toBe(passed);
  });
});

describe('regex', () => {
  test.each([
    [{ pattern: '^\\d{3}$' }, '123', true],
    [{ pattern: '^\\d{3}$' }, 'a\n123', false],
    [{ pattern: '^\\d{3}$', flags: 'm' }, 'a\n123', true],
    [{ pattern: 'a.b' }, 'a\nb', false],
    [{ pattern: 'a.b', flags: 's' }, 'a\nb', true],
    [{ pattern: 'ABC', flags: 'i' }, 'xabcx', true],
    [{ pattern: 'A.C', flags: 'is' }, 'a\nc', true],
    [{ pattern: 'sorry', not: true }, 'fine', true],
    [{ pattern: 'sorry', not: true }, 'sorry', false],
    [{ pattern: '\\p{Greek}+' }, 'αβγ', true],
  ])('%j on "%s": %s', async (options, answer, passed) => {
    expect(await passes({ type: 'regex', ...options }, answer)).toBe(passed);
  });

  test('comes to an end on what would keep JavaScript busy for ever', async () => {
    expect(await passes({ type: 'regex', pattern: '^(a+)+$' }, `${'a'.repeat(40_000)}!`)).toBe(false);
  });

  test.each([
    '(?=a)',
    '(a)\\1',
    'a{1001}',
    '(',
    '[z-a]',
  ])('refuses %s, naming its place and not itself', async (pattern) => {
    await expect(passes({ type: 'regex', pattern }, '')).rejects.toMatchObject({
      code: 'request_invalid',
      message: expect.stringMatching(/^cases\.1\.assertions\.2\.pattern: is no pattern of RE2/),
    });
  });
});

describe('json_schema', () => {
  const order = {
    type: 'object',
    required: ['id', 'items'],
    properties: {
      id: { type: 'string', pattern: '^[A-Z]{2}\\d+$' },
      items: { type: 'array', minItems: 1, items: { $ref: '#/$defs/item' } },
      when: { type: 'string', format: 'date' },
    },
    additionalProperties: false,
    $defs: {
      item: { type: 'object', required: ['price'], properties: { price: { type: 'number', minimum: 0 } } },
    },
  };
  const tried = (answer: string, schema: JsonSchemaAssertion['schema'] = order) =>
    check({ type: 'json_schema', schema }, answer);

  test.each([
    '{"id":"AB1","items":[{"price":1}]}',
    '  {"id":"AB1","items":[{"price":1}],"when":"2026-11-30"}\n',
    '```json\n{"id":"AB1","items":[{"price":1}]}\n```',
    '```\n{"id":"AB1","items":[{"price":1}]}\n```\n',
    '```JSON\r\n{"id":"AB1","items":[{"price":1}]}\n```',
  ])('accepts %j', async (answer) => {
    expect(await tried(answer)).toEqual({ passed: true, score: null, detail: 'The schema accepts the answer.' });
  });

  test.each([
    ['{"id":"AB1"}', '#: required'],
    ['{"id":"ab1","items":[{"price":1}]}', '#/id: pattern or format'],
    ['{"id":"AB1","items":[]}', '#/items: minItems'],
    ['{"id":"AB1","items":[{"price":1},{"price":-2}]}', '#/items/1/price: minimum'],
    ['{"id":"AB1","items":[{"price":"1"}]}', '#/items/0/price: type'],
    ['{"id":"AB1","items":[{"price":1}],"when":"2026-02-30"}', '#/when: pattern or format'],
    ['{"id":"AB1","items":[{"price":1}],"more":1}', '#/more: false'],
    ['[]', '#: type'],
    ['null', '#: type'],
  ])('tells where %s falls short', async (answer, place) => {
    const { passed, detail } = await tried(answer);
    expect(passed).toBe(false);
    expect(detail).toContain(place);
  });

  test.each([
    'Sure! {"id":"AB1","items":[{"price":1}]}',
    '```json\n{"id":"AB1","items":[{"price":1}]}\n```\nDone.',
    '```json\n{"id":"AB1","items":[{"price":1}]}and',
    '```yaml\nid: AB1\n```',
    '```json',
    '{"id":',
    '',
  ])('finds no JSON in %j', async (answer) => {
    expect(await tried(answer)).toMatchObject({ passed: false, detail: expect.stringContaining('not JSON') });
  });

  test.each([
    ['2020-12', undefined, { prefixItems: [{ type: 'string' }], items: false }, '["a"]', '["a",1]'],
    ['2020-12', undefined, { dependentRequired: { a: ['b'] } }, '{"a":1,"b":1}', '{"a":1}'],
    ['2020-12', undefined, { unevaluatedProperties: false, properties: { a: true } }, '{"a":1}', '{"b":1}'],
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
    ['2020-12', undefined, { if: { type: 'string' }, then: { minLength: 2 }, else: { type: 'null' } }, '"ab"', '"a"'],
    ['2020-12', undefined, { not: { pattern: 'x' } }, '"a"', '"x"'],
    ['2020-12', undefined, { pattern: '^a', allOf: [{ pattern: 'b$' }], format: 'hostname' }, '"a.b"', '"a.c"'],
    ['2020-12', undefined, { contains: { const: 1 }, minContains: 2 }, '[1,1]', '[1]'],
    ['2020-12', undefined, { uniqueItems: true }, '[1,2]', '[{"a":1},{"a":1}]'],
    ['2020-12', undefined, { enum: [{ pattern: 'a' }, [1]] }, '{"pattern":"a"}', '{"pattern":"b"}'],
    [
      '7',
      'http://json-schema.org/draft-07/schema#',
      { items: [{ type: 'string' }], additionalItems: false },
      '["a"]',
      '["a",1]',
    ],
    ['7', 'http://json-schema.org/draft-07/schema#', { dependencies: { a: ['b'] } }, '{"a":1,"b":1}', '{"a":1}'],
    ['4', 'http://json-schema.org/draft-04/schema#', { maximum: 3, exclusiveMaximum: true }, '2', '3'],
    ['2019-09', 'https://json-schema.org/draft/2019-09/schema', { items: [{ type: 'null' }] }, '[null]', '[1]'],
  ] as const)('follows draft %s: %s %j', async (_draft, $schema, schema, good, bad) => {
    const whole = $schema === undefined ? schema : { $schema, ...schema };
    expect([(await tried(good, whole)).passed, (await tried(bad, whole)).passed]).toEqual([true, false]);
  });

  test('takes a tree that refers to itself', async () => {
    const tree = { type: 'object', properties: { next: { $ref: '#' } }, required: ['id'] };
    expect(await tried('{"id":1,"next":{"id":2}}', tree)).toMatchObject({ passed: true });
    expect(await tried('{"id":1,"next":{}}', tree)).toMatchObject({ passed: false });
  });

  test('ignores what only describes', async () => {
    const schema = {
      title: 'T',
      description: 'D',
      'x-order': 1,
      default: { $ref: 'nowhere' },
      examples: [{ pattern: '(' }],
    };
    expect(await tried('1', schema)).toMatchObject({ passed: true });
  });

  test.each([
    ['a remote reference', { $ref: 'https://example.com/schema.json' }, /\$ref that leads to no schema/],
    ['a reference into nothing', { $ref: '#/$defs/none' }, /\$ref that leads to no schema/],
    ['a reference into data', { enum: [{ pattern: '(a+)+$' }], $ref: '#/enum/0' }, /\$ref that leads to no schema/],
    ['a reference to what objects inherit', { $ref: '#/properties/constructor', properties: {} }, /\$ref that leads/],
    ['a reference to the prototype', { $ref: '#/properties/__proto__', properties: {} }, /\$ref that leads/],
    ['a remote reference deep inside', { properties: { a: { items: { $ref: 'other.json' } } } }, /\$ref that leads/],
    ['an anchor', { $anchor: 'here' }, /keyword that is not taken/],
    ['an identifier', { $id: 'https://example.com/' }, /keyword that is not taken/],
    ['a dynamic reference', { $dynamicRef: '#a' }, /keyword that is not taken/],
    ['patterns for names', { patternProperties: { '(a+)+$': true } }, /keyword that is not taken/],
    ['what the validator keeps for itself', { __absolute_ref__: '#/enum/0' }, /keyword that is not taken/],
    ['a misspelt keyword', { requierd: ['a'] }, /keyword that is not taken/],
    ['a pattern RE2 does not know', { pattern: '(?=a)' }, /pattern that is no pattern of RE2/],
    ['a format nobody checks', { format: 'url' }, /wrong format: must be one that is checked/],
    ['a wrong type', { type: 'strign' }, /wrong type/],
    ['a wrong list', { required: 'a' }, /wrong required/],
    ['something that is no schema', { properties: { a: 'string' } }, /wrong properties/],
    ['an unknown draft', { $schema: 'https://example.com/draft' }, /\$schema of no draft/],
  ])('refuses %s, naming its place', async (_what, schema, problem) => {
    await expect(tried('1', schema)).rejects.toMatchObject({
      code: 'request_invalid',
      message: expect.stringMatching(problem),
      details: { place: 'cases.1.assertions.2.schema' },
    });
  });

  const doubled = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `d${index}`,
      index === 39 ? true : { allOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}` }] },
    ]),
  );
  test('comes to an end on a pattern that would keep JavaScript busy for ever', async () => {
    const answer = JSON.stringify(`${'a'.repeat(40_000)}!`);
    expect(await tried(answer, { pattern: '^(a+)+$' })).toMatchObject({ passed: false });
  });

  test.each([
    ['references that double', { $ref: '#/$defs/d0', $defs: doubled }, '1'],
    ['a reference to itself', { $ref: '#' }, '1'],
    [
      'branches that double with the depth of the answer',
      { anyOf: [{ items: { $ref: '#' } }, { items: { $ref: '#' } }], type: 'array' },
      `${'['.repeat(200)}1${']'.repeat(200)}`,
    ],
    ['an answer of great depth', { items: { $ref: '#' } }, `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['many comparisons', { uniqueItems: true }, JSON.stringify(Array.from({ length: 9_000 }, (_, index) => [index]))],
    [
      'many patterns on a long text',
      { allOf: Array.from({ length: 300 }, () => ({ pattern: 'x$' })) },
      JSON.stringify('a'.repeat(40_000)),
    ],
  ])('gives up on %s', async (_what, schema, answer) => {
    expect(await tried(answer, schema)).toMatchObject({
      passed: false,
      detail: 'The answer is too large, or the schema too intricate, to be checked.',
    });
  });

  test('leaves the validator as it was', async () => {
    const { format } = await import('@cfworker/json-schema');
    await tried('"x"', { pattern: '^a' });
    await tried(`${'['.repeat(200)}1${']'.repeat(200)}`, {
      anyOf: [{ items: { $ref: '#' } }, { items: { $ref: '#' } }],
      pattern: 'a',
      type: 'array',
    });
    expect(Object.keys(format).filter((name) => name.startsWith('pattern'))).toEqual([]);
  });
});
