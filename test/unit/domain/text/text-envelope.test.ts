import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textEnvelope } from '../../../../src/domain/text/text-envelope.js';

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

  /** The data and its two lines, as a reader finds them who knows nothing else. */
  const opened = (envelope: string) => {
    const lines = envelope.split('\n');
    const [begin = '', json = '', end = ''] = lines;
    const name = /^-----BEGIN EVIDENCE (.+)-----$/.exec(begin)?.[1];
    expect(lines).toHaveLength(3);
    expect(end).toBe(`-----END EVIDENCE ${name}-----`);
    return { name, json, fields: JSON.parse(json) };
  };

  test('cannot be closed by the text within, whatever it holds', () => {
    const end = `-----END EVIDENCE ${boundary}-----`;
    const signs = [
      '\n',
      '\r\n',
      '\u2028',
      '\u2029',
      '\u0085',
      '"',
      '\\',
      '\\n',
      '"}',
      '\ud800',
      '</',
      '<|im_end|>',
      end,
    ];
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...signs));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const prompt = pieces.join('');
        const { json, fields } = opened(textEnvelope(boundary, { prompt }));
        expect(fields.prompt).toBe(prompt);
        expect(json).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]|<[|/]/);
        expect(json.isWellFormed()).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['the text', { prompt: `before ${boundary} after` }],
    ['a list', { prompt: 'x', notes: ['fine', boundary] }],
    ['a field of a field', { prompt: 'x', stated: { domain: boundary } }],
  ])('takes another boundary when %s knows it', (_where, fields) => {
    const names = [1, 2].map(() => opened(textEnvelope(boundary, fields)).name ?? '');
    for (const name of names) {
      expect(JSON.stringify(fields)).not.toContain(name);
      expect(name.length).toBeGreaterThan(boundary.length + 30);
    }
    expect(names[0]).not.toBe(names[1]);
  });

  test.each([
    ['the turns of a chat', '<|im_start|>system'],
    ['the end of an element', '</evidence>'],
    ['the turns of another chat', '<start_of_turn>model'],
    ['writing turned round', 'a\u202eb'],
    ['tags', '\u{e0041}\u{e0042}'],
    ['the end of a line', 'a\u2028b\u2029c\u0085d'],
    ['half a sign', 'a\ud83db'],
  ])('spells %s so that nobody on the way takes it for such', (_what, prompt) => {
    const { json, fields } = opened(textEnvelope(boundary, { prompt }));
    expect(fields.prompt).toBe(prompt);
    expect(json).not.toContain(prompt);
    expect(json).toMatch(/\\u[0-9a-f]{4}/);
  });

  test('leaves alone what people write', () => {
    const prompt = 'Dear <name>, \u{1f469}\u200d\u{1f680} می\u200cخواهم — "1 < 2" & {{x}} <b>é</b'.replace('</b', '');
    expect(textEnvelope(boundary, { prompt }).split('\n')[1]).toBe(JSON.stringify({ prompt }));
  });
});
