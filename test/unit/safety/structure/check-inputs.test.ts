import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkInputs } from '../../../../src/safety/structure/check-inputs.js';
import { rejection } from '../../../fixtures/rejection.js';

const schema = z.object({ audience: z.string().min(3), budget: z.number().positive('The budget must be above 0.') });

describe('values for fields', () => {
  test('come back as the schema gives them, with every text in them', async () => {
    const given = { audience: '  nurses ', budget: 5, extra: 1 };
    const trimmed = schema.extend({ audience: z.string().trim() });
    const { problems, value, texts } = await checkInputs(given, trimmed);
    expect(problems).toEqual([]);
    expect(value).toEqual({ audience: 'nurses', budget: 5 });
    expect(texts).toEqual([{ path: ['inputs', 'audience'], text: 'nurses' }]);
  });

  test('are any JSON where there is no schema, and keys that are no names are texts too', async () => {
    const { value, texts } = await checkInputs({ list: ['a', { 'not a name': 'b' }], n: null }, null);
    expect(value).toEqual({ list: ['a', { 'not a name': 'b' }], n: null });
    expect(texts).toEqual([
      { path: ['inputs', 'list', 0], text: 'a' },
      { path: ['inputs', 'list', 1, '*'], text: 'not a name' },
      { path: ['inputs', 'list', 1, '*'], text: 'b' },
    ]);
  });

  test('that are wrong are all named, in the words of the schema', async () => {
    const { problems, value } = await checkInputs({ audience: 'ab', budget: -1 }, schema);
    expect(value).toBeNull();
    expect(problems).toMatchObject([
      { code: 'inputs_invalid', path: ['inputs', 'audience'] },
      { code: 'inputs_invalid', path: ['inputs', 'budget'], message: 'The budget must be above 0.' },
    ]);
  });

  test.each([
    ['a key', { canary: 1 }, z.strictObject({})],
    [
      'a value',
      { audience: 'canary' },
      z.object({ audience: z.string().refine(() => false, { error: ({ input }) => `not ${input}` }) }),
    ],
    ['a key of a record', { 'canary key': 'x' }, z.record(z.string(), z.number())],
  ])('are never quoted: %s', async (_what, inputs, strict) => {
    const { problems } = await checkInputs(inputs, strict);
    expect(problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(problems)).not.toContain('canary');
  });

  test('may leave fields undefined, and hold whatever their schema takes', async () => {
    expect((await checkInputs({ a: undefined, t: 'x' }, null)).problems).toEqual([]);
    const dated = z.object({ at: z.date(), note: z.string().optional() });
    expect((await checkInputs({ at: new Date(0), note: undefined }, dated)).problems).toEqual([]);
  });

  test('fail by name when the schema throws', async () => {
    const broken = z.string().transform(() => {
      throw new Error('canary');
    });
    const error = await rejection(checkInputs({ t: 'x' }, z.object({ t: broken })));
    expect(error).toMatchObject({ code: 'internal', message: expect.not.stringContaining('canary') });
  });

  test('are checked by schemas that take their time', async () => {
    const slow = z.object({ audience: z.string().refine(async (text) => text !== 'nobody', 'Name somebody.') });
    expect((await checkInputs({ audience: 'nobody' }, slow)).problems).toMatchObject([{ message: 'Name somebody.' }]);
  });

  test.each([
    ['text', 'a text'],
    ['a list', []],
    ['null', null],
    ['what is no JSON', { at: new Date(0) }],
    ['a number that is none', { n: Number.NaN }],
    ['a function', { run: () => 1 }],
  ])('must be an object of JSON, not %s', async (_what, inputs) => {
    expect((await checkInputs(inputs, null)).problems).toMatchObject([{ code: 'inputs_invalid', path: ['inputs'] }]);
  });

  test.each([
    ['too long', { text: 'x'.repeat(40_001) }],
    ['too many', { list: Array.from({ length: 1_001 }, () => 1) }],
    ['too deep', JSON.parse(`${'{"a":'.repeat(9)}1${'}'.repeat(9)}`)],
    ['many long ones', { list: Array.from({ length: 9 }, () => 'x'.repeat(5_000)) }],
  ])('are not looked at when they are %s', async (_what, inputs) => {
    expect((await checkInputs(inputs, null)).problems).toMatchObject([{ code: 'inputs_too_large' }]);
  });

  test('that a schema blows up are too large as well', async () => {
    const blown = z.object({ text: z.string().transform((text) => text.repeat(50_000)) });
    expect((await checkInputs({ text: 'a' }, blown)).problems).toMatchObject([{ code: 'inputs_too_large' }]);
  });

  test('that contain themselves end as too deep', async () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect((await checkInputs(circle, null)).problems).toMatchObject([{ code: 'inputs_too_large' }]);
  });
});
