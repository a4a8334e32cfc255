import { describe, expect, test } from 'vitest';
import { type Gain, gains, naiveLoop, play, wholeLoop } from '../../simulation/false-passes.js';

const below = { prompts: 2_000, from: 60, to: 80, seed: 7 } as const;
const kinds = Object.keys(gains) as readonly Gain[];

describe.each(kinds)('where the rewriter adds %s to the truth', (gain) => {
  test.each([
    [3, 2],
    [6, 4],
    [10, 8],
  ])('and a judgement is off by %d, at most %d %% of what ends below the gate passes', async (deviation, bar) => {
    const figures = await play(wholeLoop, { ...below, deviation, gain });
    expect(figures.falsePasses).toBeLessThanOrEqual(bar);
  });

  test('scores that are told exceed the truth by a point at most', async () => {
    const { inflation } = await play(wholeLoop, { ...below, deviation: 6, gain });
    expect(inflation.all).toBeLessThanOrEqual(1);
    expect(inflation.improved).toBeLessThanOrEqual(1);
  });
});

test('of prompts that are truly at 85, at least 85 % pass', async () => {
  const { passes } = await play(wholeLoop, { ...below, from: 85, to: 85, deviation: 6, gain: 'none' });
  expect(passes).toBeGreaterThanOrEqual(85);
});

test('a loop that tells the best of four single scores misses every bar: the world is not a kind one', async () => {
  const figures = await play(naiveLoop, { ...below, deviation: 6, gain: 'none' });
  expect(figures.falsePasses).toBeGreaterThan(25);
  expect(figures.inflation.all).toBeGreaterThan(5);
});
