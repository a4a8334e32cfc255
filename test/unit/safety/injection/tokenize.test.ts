import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledRules } from '../../../../src/safety/injection/compiled-rules.js';
import { knownWords } from '../../../../src/safety/injection/known-words.js';
import { tokenize } from '../../../../src/safety/injection/tokenize.js';

const pieces = [
  'ignore',
  'RULES',
  'don’t',
  "don't",
  "'",
  'previous',
  'ü',
  '我',
  'が',
  '.',
  '!',
  '\n',
  '\n- ',
  ' ',
  '…',
  '\ud800',
];

describe('the words of a text', () => {
  it('are the same where words that make no difference are left out', () => {
    const { known } = compiledRules();
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 30 });
    fc.assert(
      fc.property(text, (parts) => {
        const whole = tokenize(parts.join(''));
        const some = tokenize(parts.join(''), known);
        expect([...some.starts]).toEqual([...whole.starts]);
        expect([...some.sentences]).toEqual([...whole.sentences]);
        for (const [at, word] of some.words.entries()) expect([whole.words[at], '']).toContain(word);
      }),
      { numRuns: 300 },
    );
  });

  it('come out when they are known, whatever their case, their plural and their apostrophes', () => {
    const known = knownWords(['rule', 'dont', 'access']);
    expect(tokenize("Don't mix RULES, access and others", known).words).toEqual(['dont', '', 'rule', 'access', '', '']);
  });

  it('end a sentence at a stop, a blank line and the start of a list item', () => {
    expect([...tokenize('a b. c\n\nd\n  - e\nf 3.5').sentences]).toEqual([0, 0, 1, 2, 3, 3, 3, 3]);
  });
});
