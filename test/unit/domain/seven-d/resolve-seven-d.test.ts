import { describe, expect, test } from 'vitest';
import { builtInSevenD } from '../../../../src/domain/seven-d/built-in-seven-d.js';
import { resolveSevenD } from '../../../../src/domain/seven-d/resolve-seven-d.js';
import { sevenDParameters, sevenDValues } from '../../../../src/domain/seven-d/seven-d.js';
import type { SevenDParameter } from '../../../../src/domain/seven-d/seven-d-rules.js';

const required = { domain: 'saas', output_format: 'md' };
const valuesOf = (input: Readonly<Record<string, unknown>>) => {
  const resolution = resolveSevenD(input);
  if (!resolution.ok) throw new Error(`not resolved: ${JSON.stringify(resolution.issues)}`);
  return resolution.sevenD.values;
};
const issuesOf = (input: Readonly<Record<string, unknown>>) => {
  const resolution = resolveSevenD(input);
  return resolution.ok ? [] : resolution.issues.map(({ parameter, problem }) => `${parameter} ${problem}`);
};
const aliases = sevenDParameters.flatMap((parameter) =>
  Object.entries<{ readonly aliases: readonly string[] }>(builtInSevenD[parameter]).flatMap(([value, words]) =>
    words.aliases.map((alias) => [parameter, alias, value] as const),
  ),
);

describe('7D parameters', () => {
  test('know 26 domains', () => {
    expect(new Set(sevenDValues.domain).size).toBe(26);
  });

  test.each(sevenDValues.domain)('of %s are completed from its defaults, each from its list', (domain) => {
    const resolution = resolveSevenD({ domain, output_format: 'json' });
    expect(resolution).toEqual({
      ok: true,
      sevenD: {
        values: { domain, output_format: 'json', ...builtInSevenD.domain[domain].defaults },
        defaulted: ['scale', 'urgency', 'complexity', 'resources', 'application'],
      },
    });
    for (const [parameter, value] of Object.entries(valuesOf({ domain, output_format: 'json' }))) {
      expect(sevenDValues[parameter as SevenDParameter]).toContain(value);
    }
  });

  test('that are given win over defaults, and only the others are said to be defaulted', () => {
    const resolution = resolveSevenD({ ...required, urgency: 'crisis', scale: null, resources: undefined });
    expect(resolution).toMatchObject({
      ok: true,
      sevenD: { values: { urgency: 'crisis' }, defaulted: ['scale', 'complexity', 'resources', 'application'] },
    });
  });

  test('come out in one order, whatever order they were given in', () => {
    const one = valuesOf({ domain: 'saas', output_format: 'md', urgency: 'low' });
    const other = valuesOf({ urgency: 'low', output_format: 'md', domain: 'saas' });
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });

  test.each(
    sevenDParameters.flatMap((name) => sevenDValues[name].map((value) => [name, value] as const)),
  )('take %s %s however it is spelled', (parameter, value) => {
    const spellings = [value, ` ${value.toUpperCase()} `, value.replaceAll('_', '-'), value.replaceAll('_', '  ')];
    for (const spelling of spellings) {
      expect(valuesOf({ ...required, [parameter]: spelling })[parameter]).toBe(value);
    }
  });

  test.each(aliases)('of %s take %s for %s, which is in the list', (parameter, alias, value) => {
    expect(sevenDValues[parameter]).toContain(value);
    expect(sevenDValues[parameter]).not.toContain(alias);
    expect(valuesOf({ ...required, [parameter]: alias })[parameter]).toBe(value);
  });

  test('fold an alias with a slash', () => {
    expect(valuesOf({ ...required, domain: 'AI / ML' }).domain).toBe('aiml');
  });

  test('report every issue at once', () => {
    expect(issuesOf({ scale: 'galactic', colour: 'red' })).toEqual([
      'scale not_in_list',
      'unknown unknown_parameter',
      'domain missing',
      'output_format missing',
    ]);
    expect(issuesOf({ ...required, domain: null })).toEqual(['domain missing']);
    expect(issuesOf({ ...required, domain: 'nowhere' })).toEqual(['domain not_in_list']);
  });

  test.each([
    42,
    true,
    {},
    [],
    ['saas'],
    '',
    'x'.repeat(65),
    'constructor',
    '__proto__',
    'toString',
  ])('refuse %j as a value', (value) => {
    expect(issuesOf({ ...required, domain: value })).toEqual(['domain not_in_list']);
    expect(issuesOf({ ...required, urgency: value })).toEqual(['urgency not_in_list']);
  });

  test('refuse keys that only look like parameters', () => {
    expect(issuesOf(JSON.parse('{"domain":"saas","output_format":"md","__proto__":{"x":1}}'))).toEqual([
      'unknown unknown_parameter',
    ]);
    expect(issuesOf({ ...required, Domain: 'saas' })).toEqual(['unknown unknown_parameter']);
  });

  test('never repeat what was given: issues hold only our own words', () => {
    const resolution = resolveSevenD({ domain: 'canary-value', 'canary-key': 'canary-other', urgency: 'canary' });
    expect(JSON.stringify(resolution)).not.toContain('canary');
    expect(resolution).toMatchObject({ ok: false, issues: { length: 4 } });
  });

  test('say what would be accepted', () => {
    const resolution = resolveSevenD({ domain: 'nowhere', output_format: 'md', x: 1 });
    expect(resolution).toMatchObject({
      ok: false,
      issues: [{ allowed: sevenDValues.domain }, { allowed: sevenDParameters }],
    });
  });
});
