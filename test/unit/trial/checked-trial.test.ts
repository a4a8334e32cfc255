import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Assertion } from '../../../src/domain/runs/prompt-test.js';
import { checkedTrial } from '../../../src/trial/checked-trial.js';
import { prepareTrial } from '../../../src/trial/prepare-trial.js';

const holds = { type: 'contains', value: 'x' };
const one = { name: 'n', assertions: [holds] };
const nested = (depth: number): unknown => (depth === 0 ? true : { not: nested(depth - 1) });
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...one, name: `n${index}` }));

describe('cases', () => {
  test.each([
    ['one', { cases: [one] }],
    ['a hundred', { cases: many(100), concurrency: 8 }],
    ['with everything', { cases: [{ ...one, message: 'm', inputs: { 'first name': 'x', größe: '' } }] }],
    [
      'all assertions',
      {
        cases: [
          {
            name: 'n',
            assertions: [
              { ...holds, ignoreCase: true, not: false },
              { type: 'equals', value: '' },
              { type: 'regex', pattern: 'a', flags: 'sim' },
              { type: 'json_schema', schema: {} },
              { type: 'similarity', to: 'a', atLeast: 1 },
              { type: 'rubric', criterion: 'c', atLeast: 0, samples: 5 },
            ],
          },
        ],
      },
    ],
  ])('may be %s', (_what, request) => {
    expect(checkedTrial(request)).toEqual({ concurrency: 1, ...request });
  });

  test.each([
    ['nothing', { cases: undefined }, 'cases: '],
    ['none', { cases: [] }, 'cases: '],
    ['too many', { cases: many(101) }, 'cases: '],
    ['two of one name', { cases: [one, one] }, 'cases: two cases have the same name'],
    ['no concurrency', { cases: [one], concurrency: 0 }, 'concurrency: '],
    ['too much concurrency', { cases: [one], concurrency: 9 }, 'concurrency: '],
    ['an unknown field', { cases: [{ ...one, secretfield: 1 }] }, 'cases.0: holds a field that does not exist'],
    [
      'an unknown field of an assertion',
      { cases: [{ ...one, assertions: [{ ...holds, secret: 1 }] }] },
      'cases.0.assertions.0: holds a field that does not exist',
    ],
    [
      'an unknown assertion',
      { cases: [{ ...one, assertions: [{ type: 'secret' }] }] },
      'cases.0.assertions.0.type: is of no known type: contains, equals, regex, json_schema, similarity, rubric',
    ],
    ['no assertion', { cases: [{ ...one, assertions: [] }] }, 'cases.0.assertions: '],
    ['too many assertions', { cases: [{ ...one, assertions: Array(21).fill(holds) }] }, 'cases.0.assertions: '],
    ['an empty name', { cases: [{ ...one, name: ' ' }] }, 'cases.0.name: '],
    ['an input that is no text', { cases: [{ ...one, inputs: { a: 1 } }] }, 'cases.0.inputs.a: '],
    [
      'an input of a strange name',
      { cases: [{ ...one, inputs: { '{secret}': 'x' } }] },
      'cases.0.inputs.*: must be a name',
    ],
    ['a long input', { cases: [{ ...one, inputs: { a: 'x'.repeat(10_001) } }] }, 'cases.0.inputs.a: '],
    [
      'too many inputs',
      { cases: [{ ...one, inputs: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`a${i}`, ''])) }] },
      'cases.0.inputs: must hold at most 50',
    ],
    [
      'flags of JavaScript',
      { cases: [{ ...one, assertions: [{ type: 'regex', pattern: 'a', flags: 'g' }] }] },
      'cases.0.assertions.0.flags: must be some of i, m and s',
    ],
    [
      'a flag twice',
      { cases: [{ ...one, assertions: [{ type: 'regex', pattern: 'a', flags: 'ii' }] }] },
      'cases.0.assertions.0.flags: must hold each flag once',
    ],
    [
      'a deep schema',
      { cases: [{ ...one, assertions: [{ type: 'json_schema', schema: nested(40) }] }] },
      'cases.0.assertions.0.schema: must be a JSON Schema',
    ],
    [
      'a very deep schema',
      { cases: [{ ...one, assertions: [{ type: 'json_schema', schema: nested(5_000) }] }] },
      'cases.0.assertions.0.schema: must be a JSON Schema',
    ],
    [
      'a long schema',
      { cases: [{ ...one, assertions: [{ type: 'json_schema', schema: { title: 'x'.repeat(20_001) } }] }] },
      'cases.0.assertions.0.schema: must be a JSON Schema',
    ],
    [
      'a schema that is no JSON',
      { cases: [{ ...one, assertions: [{ type: 'json_schema', schema: { const: new Date(0) } }] }] },
      'cases.0.assertions.0.schema: must be a JSON Schema',
    ],
    [
      'a similarity of nothing',
      { cases: [{ ...one, assertions: [{ type: 'similarity', to: 'a', atLeast: 0 }] }] },
      'cases.0.assertions.0.atLeast: ',
    ],
    [
      'too many samples',
      { cases: [{ ...one, assertions: [{ type: 'rubric', criterion: 'c', atLeast: 1, samples: 6 }] }] },
      'cases.0.assertions.0.samples: ',
    ],
    [
      'too many calls',
      {
        cases: many(60).map((each) => ({
          ...each,
          assertions: Array(2).fill({ type: 'rubric', criterion: 'c', atLeast: 1, samples: 5 }),
        })),
      },
      'cases: would take more than 500 calls',
    ],
    [
      'too much text',
      { cases: many(60).map((each) => ({ ...each, message: 'x'.repeat(10_000) })) },
      'cases: hold more than 500000 characters',
    ],
  ])('may not be %s, which the message places and does not repeat', (_what, request, problem) => {
    expect(() => checkedTrial(request)).toThrow(
      expect.objectContaining({ code: 'request_invalid', message: expect.stringContaining(problem) }),
    );
    expect(() => checkedTrial(request)).not.toThrow(/secret/);
    // Those would be zod's.
    expect(() => checkedTrial(request)).not.toThrow(/invalid|expected|received|too (big|small)/i);
  });

  test.each<[string, object, string]>([
    ['a case without a name', { assertions: [holds] }, 'cases.0.name: must be a text.'],
    ['a case that is none', [], 'cases.0: must be an object.'],
    ['a name of nothing', { ...one, name: '' }, 'cases.0.name: must have at least 1 character.'],
    ['a message that is no text', { ...one, message: 1 }, 'cases.0.message: must be a text.'],
    ['a long message', { ...one, message: 'x'.repeat(10_001) }, 'cases.0.message: must have at most 10000 characters.'],
    ['no assertions', { name: 'n' }, 'cases.0.assertions: must be a list.'],
    ['an empty list of them', { ...one, assertions: [] }, 'cases.0.assertions: must have at least 1 entry.'],
  ])('say of %s what is taken', (_what, wrong, message) => {
    expect(() => checkedTrial({ cases: [wrong] })).toThrow(message);
  });

  test.each([
    [{ ...holds, ignoreCase: 'yes' }, 'ignoreCase: must be true or false'],
    [{ type: 'contains' }, 'value: must be a text'],
    [{ type: 'similarity', to: 'a', atLeast: 0 }, 'atLeast: must be more than 0'],
    [{ type: 'similarity', to: 'a', atLeast: '1' }, 'atLeast: must be a number'],
    [{ type: 'rubric', criterion: 'c', atLeast: 101 }, 'atLeast: must be at most 100'],
    [{ type: 'rubric', criterion: 'c', atLeast: 1, samples: 1.5 }, 'samples: must be a whole number'],
    [{ type: 'rubric', criterion: 'c', atLeast: 1, samples: 9 }, 'samples: must be at most 5'],
  ])('say of the assertion %j what is taken', (wrong, message) => {
    const cases = [{ name: 'n', assertions: [wrong] }];
    expect(() => checkedTrial({ cases })).toThrow(`cases.0.assertions.0.${message}`);
  });

  test.each([
    [{ minLength: -1 }, 'minLength: must be at least 0'],
    [{ properties: [] }, 'properties: must be an object'],
    [{ items: 1 }, 'items: must be a schema, or a list of them'],
    [{ not: 1 }, 'not: must be a schema, or true or false'],
    [{ maximum: '1' }, 'maximum: must be a number'],
    [{ exclusiveMaximum: '1' }, 'exclusiveMaximum: must be a number, or true or false'],
    [{ required: 'a' }, 'required: must be a list'],
  ])('say of the schema %j what is taken', async (schema, message) => {
    const cases = [{ name: 'n', assertions: [{ type: 'json_schema', schema }] }];
    await expect(prepareTrial('p', checkedTrial({ cases }).cases)).rejects.toMatchObject({
      message: expect.stringContaining(`has a wrong ${message}.`),
    });
  });

  test('take what zod makes of a shape', async () => {
    const shape = z.object({ answer: z.string().min(1), refund: z.boolean(), items: z.array(z.int()).optional() });
    const formats = z.object({
      to: z.email(),
      id: z.uuid(),
      at: z.iso.datetime(),
      prices: z.record(z.string(), z.number()),
    });
    const assertion: Assertion = { type: 'json_schema', schema: z.toJSONSchema(shape) };
    const [prepared] = await prepareTrial('p', checkedTrial({ cases: [{ name: 'n', assertions: [assertion] }] }).cases);
    const [first] = prepared?.assertions ?? [];
    if (first?.type !== 'json_schema') throw new Error('It is the assertion of a schema.');
    expect(first.check('{"answer":"Yes.","refund":true,"items":[1]}')).toMatchObject({ passed: true });
    expect(first.check('{"answer":"","refund":true}')).toMatchObject({ passed: false });
    expect(first.check('{"answer":"Yes.","refund":true,"more":1}')).toMatchObject({ passed: false });
    const ofFormats = [{ name: 'n', assertions: [{ type: 'json_schema', schema: z.toJSONSchema(formats) }] }];
    await expect(prepareTrial('p', checkedTrial({ cases: ofFormats }).cases)).resolves.toHaveLength(1);
    for (const schema of [[], () => {}, new Map()]) {
      const wrong: Assertion = { type: 'json_schema', schema };
      expect(() => checkedTrial({ cases: [{ name: 'n', assertions: [wrong] }] })).toThrow('must be a JSON Schema');
    }
  });

  test('name case and assertion where one cannot be tried', async () => {
    const cases = [one, { name: 'second', assertions: [holds, { type: 'regex', pattern: '(?=a)' }] }];
    await expect(prepareTrial('p', checkedTrial({ cases }).cases)).rejects.toMatchObject({
      code: 'request_invalid',
      details: { place: 'cases.1.assertions.1.pattern' },
    });
    await expect(prepareTrial('{a}', checkedTrial({ cases: [one] }).cases)).rejects.toMatchObject({
      details: { place: 'cases.0.inputs' },
    });
  });
});
