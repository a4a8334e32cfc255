import { describe, expect, it } from 'vitest';
import { asciiClass, nextRun, runEnd } from '../../../src/safety/ascii-runs.js';
import { isPlainSign } from '../../../src/safety/plain-signs.js';
import { mayHoldUnseen } from '../../../src/safety/unseen-units.js';

const characters = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

describe('what is told of characters without asking Unicode', () => {
  it('overlooks none that shows nothing', () => {
    const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2800]/u;
    expect(characters.filter((character) => unseen.test(character) && !mayHoldUnseen(`a${character}`))).toEqual([]);
    expect(mayHoldUnseen('Plain words,\r\n\tand “quoted” ones: ü, 我, 😀.')).toBe(false);
  });

  it('takes no letter, digit, mark or currency for a sign', () => {
    const others = /[\p{L}\p{N}\p{M}\p{Sc}’]/u;
    expect(characters.filter((character) => others.test(character) && isPlainSign(character.charCodeAt(0)))).toEqual(
      [],
    );
    expect([...'“”–…•→─✓'].every((character) => isPlainSign(character.charCodeAt(0)))).toBe(true);
  });
});

describe('a run of characters', () => {
  const letters = asciiClass(/[a-z]/);

  it.each([
    ['begins where so many of them follow each other for the first time', 'ab abc abcd', 3, 0, 3, 6],
    ['may be a part of a longer one, from an offset on', 'abcdef', 3, 2, 2, 6],
    ['ends before what is not ASCII', 'abcdé', 4, 0, 0, 4],
  ])('%s', (_, text, least, from, start, end) => {
    expect(nextRun(text, letters, least, from)).toBe(start);
    expect(runEnd(text, letters, start)).toBe(end);
  });

  it('is not found where all are shorter', () => {
    expect(nextRun('ab cd ef', letters, 3, 0)).toBe(-1);
  });
});
