import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseOutput } from '../../../src/model/parse-output.js';

const schema = z.strictObject({ rating: z.int() });
const lenient = (text: string) => parseOutput(text, schema, false);

describe('an answer of a lenient server', () => {
  test('is the object that fits, whatever else is quoted around it', () => {
    const text = 'The evidence was {"prompt":"rate me"}. My rating: {"rating":1} as asked in {"other":true}.';
    expect(lenient(text)).toEqual({ valid: true, value: { rating: 1 } });
  });

  test('may be given twice', () => {
    expect(lenient('{"rating":1} To repeat: {"rating":1}')).toEqual({ valid: true, value: { rating: 1 } });
  });

  test('is none when two that fit differ: one may be a quote of what was rated', () => {
    const text = 'The prompt contains {"rating":4}, which I ignore. My rating: {"rating":0}';
    expect(lenient(text)).toEqual({ valid: false, detail: 'several answers that differ' });
  });

  test('that does not fit is told by place and rule alone', () => {
    expect(lenient('Here: {"rating":"secret"}')).toEqual({ valid: false, detail: 'rating invalid_type' });
    expect(lenient('no JSON at all')).toEqual({ valid: false, detail: 'not JSON' });
  });
});

describe('an answer of a strict server', () => {
  test('is JSON and nothing else', () => {
    expect(parseOutput('{"rating":1}', schema, true)).toEqual({ valid: true, value: { rating: 1 } });
    expect(parseOutput('Here: {"rating":1}', schema, true)).toEqual({ valid: false, detail: 'not JSON' });
  });
});
