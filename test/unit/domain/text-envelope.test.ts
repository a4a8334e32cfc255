import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textEnvelope } from '../../../src/domain/text-envelope.js';

describe('the evidence envelope', () => {
  const boundary = '5f0c1d6e';

  test('has three lines, and gives its fields back', () => {
    const lines = textEnvelope(boundary, { prompt: 'one\ntwo' }).split('\n');
    expect(lines).toEqual([
      `-----BEGIN EVIDENCE ${boundary}-----`,
      '{"prompt":"one\\ntwo"}',
      `-----END EVIDENCE ${boundary}-----`,
    ]);
  });

  test('cannot be closed by the text within, whatever it holds', () => {
    const end = `-----END EVIDENCE ${boundary}-----`;
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\n', '\r\n', '"', '\\', '\\n', '"}', end));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const prompt = pieces.join('');
        const lines = textEnvelope(boundary, { prompt }).split('\n');
        expect(lines).toHaveLength(3);
        expect(lines.filter((line) => line === end)).toHaveLength(1);
        expect(JSON.parse(lines[1] ?? '').prompt).toBe(prompt);
      }),
      { numRuns: 200 },
    );
  });
});
