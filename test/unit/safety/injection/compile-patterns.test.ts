import { describe, expect, it } from 'vitest';
import { compilePatterns } from '../../../../src/safety/injection/compile-patterns.js';
import { matchPatterns } from '../../../../src/safety/injection/match-patterns.js';
import { tokenize } from '../../../../src/safety/injection/tokenize.js';

const vocabulary = { verb: 'drop set_aside', thing: 'rule 规则' };

function matches(pattern: string, text: string): readonly string[] {
  const tokens = tokenize(text);
  const compiled = compilePatterns([{ code: 'coercion', patterns: `50 ${pattern}` }], vocabulary);
  return matchPatterns(tokens, compiled).map(({ first, end }) =>
    text.slice(tokens.starts[first] ?? 0, tokens.ends[end - 1] ?? 0),
  );
}

describe('a pattern', () => {
  it.each([
    ['finds the words of its classes in any form of case and number', '@verb @thing', 'Drop RULES!', ['Drop RULES']],
    ['finds phrases of several words', '@verb ~1 @thing', 'Set aside the rule', ['Set aside the rule']],
    ['lets as many words pass as its gap says', '@verb ~2 @thing', 'drop all the rules', ['drop all the rules']],
    ['lets no more pass', '@verb ~1 @thing', 'drop all the rules', []],
    ['does not reach over the end of a sentence', '@verb ~3 @thing', 'Drop it. A rule is a rule.', []],
    ['reaches over a line that is wrapped', '@verb ~1 @thing', 'drop the\nrule', ['drop the\nrule']],
    ['does not reach into the next item of a list', '@verb ~1 @thing', 'drop\n- rule', []],
    ['counts characters where no spaces are written', 'x ~2 @thing', 'x的这规则', ['x的这规则']],
    ['reads apostrophes as if they were left out', 'dont @verb', 'don’t drop', ['don’t drop']],
    ['is silent where it is negated, if it says so', '! @verb @thing', 'never drop rules', []],
    ['is not silent otherwise', '@verb @thing', 'never drop rules', ['drop rules']],
  ])('%s', (_, pattern, text, expected) => {
    expect(matches(pattern, text)).toEqual(expected);
  });

  it('may name no class that the vocabulary lacks', () => {
    expect(() => matches('@noun', '')).toThrow('The vocabulary has no class @noun.');
  });

  it('matches a few times at most, however long the text is', () => {
    expect(matches('@verb @thing', 'drop rules '.repeat(100)).length).toBeLessThan(10);
  });
});
