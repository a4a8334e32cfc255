import { expect, test } from 'vitest';
import { builtInSevenD } from '../../../src/domain/seven-d/built-in-seven-d.js';
import { sevenDParameters, sevenDValues } from '../../../src/domain/seven-d/seven-d.js';
import type { SevenDRuleset } from '../../../src/domain/seven-d/seven-d-rules.js';
import { sevenDSignature } from '../../../src/domain/seven-d/seven-d-signature.js';
import { rulesetSignature } from '../../../src/seven-d/ruleset-signature.js';
import { sevenD } from '../../fixtures/seven-d.js';

test('a set of parameters has one signature, whatever the order it is written in', () => {
  const values = sevenD();
  const turned = Object.fromEntries(Object.entries(values).reverse()) as typeof values;
  expect(sevenDSignature(values)).toBe('saas.startup.sprint.standard.lean_team.implementation.md');
  expect(sevenDSignature(turned)).toBe(sevenDSignature(values));
});

test('no two values of a parameter have the same signature', () => {
  const signatures = sevenDParameters.flatMap((name) =>
    sevenDValues[name].map((value) => sevenDSignature({ ...sevenD(), [name]: value })),
  );
  // The set itself is among the values of each parameter.
  expect(new Set(signatures).size).toBe(signatures.length - (sevenDParameters.length - 1));
});

test('a ruleset has one signature, whatever the order it is written in', async () => {
  const turned = JSON.parse(JSON.stringify(builtInSevenD), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  ) as SevenDRuleset;
  expect(await rulesetSignature(turned)).toBe(await rulesetSignature(builtInSevenD));
});

/** Every text, number and list of a value, each changed by itself. */
function changes(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return [`${value}!`];
  if (typeof value === 'number') return [value + 1];
  if (Array.isArray(value)) return [[...value, 'more']];
  return Object.entries(value as object).flatMap(([key, inner]) =>
    changes(inner).map((changed) => ({ ...(value as object), [key]: changed })),
  );
}

test('a ruleset has another signature whenever anything in it is another', async () => {
  const all = changes(builtInSevenD) as readonly SevenDRuleset[];
  const signatures = await Promise.all([builtInSevenD, ...all].map(rulesetSignature));
  expect(all.length).toBeGreaterThan(300);
  expect(new Set(signatures).size).toBe(all.length + 1);
});
