import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { strictSchema } from '../../../src/model/structured-output.js';

describe('a schema in strict mode', () => {
  test('closes every object and requires every property, at every depth', () => {
    const schema = z.object({
      title: z.string(),
      parts: z.array(z.object({ name: z.string(), weight: z.number().optional() })),
    });
    expect(strictSchema(schema)).toEqual({
      type: 'object',
      properties: {
        title: { type: 'string' },
        parts: {
          type: 'array',
          items: {
            type: 'object',
            properties: { name: { type: 'string' }, weight: { type: 'number' } },
            required: ['name', 'weight'],
            additionalProperties: false,
          },
        },
      },
      required: ['title', 'parts'],
      additionalProperties: false,
    });
  });

  test('drops what OpenAI rejects and keeps what it takes', () => {
    const schema = z.object({
      email: z.email().min(5).max(80),
      level: z.int().min(0).max(4).describe('from worst to best'),
      tags: z.array(z.string()).max(3).default([]),
    });
    expect(strictSchema(schema)).toMatchObject({
      properties: {
        email: { type: 'string' },
        level: { type: 'integer', minimum: 0, maximum: 4, description: 'from worst to best' },
        tags: { type: 'array', maxItems: 3 },
      },
    });
    const text = JSON.stringify(strictSchema(schema));
    for (const keyword of ['$schema', 'pattern', 'format', 'minLength', 'maxLength', 'default']) {
      expect(text).not.toContain(`"${keyword}"`);
    }
  });

  test('writes a choice as anyOf, and null as a type', () => {
    const schema = z.object({
      verdict: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('keep') }),
        z.object({ kind: z.literal('drop'), why: z.string().nullable() }),
      ]),
    });
    const strict = strictSchema(schema);
    expect(JSON.stringify(strict)).not.toContain('oneOf');
    expect(strict).toMatchObject({
      properties: { verdict: { anyOf: [{ type: 'object' }, { additionalProperties: false }] } },
    });
    const validate = new Ajv2020().compile(strict);
    expect(validate({ verdict: { kind: 'drop', why: null } })).toBe(true);
    expect(validate({ verdict: { kind: 'drop' } })).toBe(false);
  });

  test('takes a property that is named like a keyword for what it is', () => {
    const schema = z.object({ pattern: z.string(), default: z.string(), not: z.string() });
    expect(strictSchema(schema)).toMatchObject({ required: ['pattern', 'default', 'not'] });
  });

  test('is made once for each zod schema', () => {
    const schema = z.object({ a: z.string() });
    expect(strictSchema(schema)).toBe(strictSchema(schema));
  });

  test.each([
    ['a root that is no object', z.string()],
    ['free keys', z.object({ scores: z.record(z.string(), z.number()) })],
    ['a tuple', z.object({ pair: z.tuple([z.string(), z.number()]) })],
    ['a date', z.object({ at: z.date() })],
    ['anything', z.object({ any: z.unknown() })],
  ])('cannot express %s, and says so', (_, schema) => {
    expect(() => strictSchema(schema)).toThrow(expect.objectContaining({ code: 'internal' }));
  });
});
