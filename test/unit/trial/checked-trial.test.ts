import { describe, expect, test } from 'vitest';
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
