import { expect, test } from 'vitest';
import { positionsIn } from '../../../../src/cli/check/positions-in.js';

test.each([
  ['', 0, 1, 1],
  ['abc', 2, 1, 3],
  ['a\nb\nc', 4, 3, 1],
  ['a\r\nb', 3, 2, 1],
  ['a\rb', 2, 2, 1],
  ['a\n\n', 3, 3, 1],
  ['\u{1F511}x', 2, 1, 3],
  ['a\nb', 1, 1, 2],
])('in %j, %i is line %i, column %i', (text, offset, line, column) => {
  expect(positionsIn(text)(offset)).toEqual({ line, column });
});
