import { describe, expect, test } from 'vitest';
import { promptPolicy } from '../../../../src/safety/policy/make-policy.js';
import type { PromptPolicyOptions } from '../../../../src/safety/policy/policy-options.js';
import { presetPolicy } from '../../../../src/safety/policy/preset-policy.js';
import { refusal } from '../../../fixtures/rejection.js';

const rule = {
  code: 'internal_codename',
  pattern: '(?i)project\\s+heron',
  action: 'block',
  message: 'An internal name.',
} as const;

describe('a policy', () => {
  test.each(['observe', 'balanced', 'strict'] as const)('that asks for nothing else is the preset %s', (preset) => {
    expect(promptPolicy({ preset })).toEqual(presetPolicy(preset));
  });

  test('is balanced when nothing is said', () => {
    expect(promptPolicy()).toEqual(presetPolicy('balanced'));
  });

  test('takes an action for a category in short, or by thresholds', () => {
    const { thresholds } = promptPolicy({
      preset: 'strict',
      categories: { injection: 'block', markup: 'allow', personal_data: { flag: 0.3, redact: 0.8 } },
    });
    expect(thresholds.injection).toEqual({ block: 0.5 });
    expect(thresholds.markup).toEqual({});
    expect(thresholds.personal_data).toEqual({ flag: 0.3, redact: 0.8 });
    expect(thresholds.secret).toEqual(presetPolicy('strict').thresholds.secret);
  });

  test('spells the hosts of its lists as URLs do', () => {
    const { urls } = promptPolicy({ urls: { allowedHosts: ['Example.COM', 'b\u00fccher.example'] } });
    expect(urls.allowedHosts).toEqual(['example.com', 'xn--bcher-kva.example']);
  });

  test('has its rules compiled, with what they leave open', () => {
    const [compiled] = promptPolicy({ rules: [rule] }).rules;
    expect(compiled).toMatchObject({ fix: 'Leave it out.', severity: 'medium', action: 'block' });
    expect(compiled?.find('about \u{1F426} Project  HERON, project heron')).toEqual([
      { start: 9, end: 23 },
      { start: 25, end: 38 },
    ]);
  });

  test('takes a RegExp for its source and its flags', () => {
    const found = (pattern: RegExp, text: string) =>
      promptPolicy({ rules: [{ ...rule, pattern }] }).rules[0]?.find(text);
    expect(found(/^heron$/im, 'a\nHERON\nb')).toEqual([{ start: 2, end: 7 }]);
    expect(found(/a.b/s, 'a\nb')).toEqual([{ start: 0, end: 3 }]);
    expect(found(/a.b/, 'a\nb')).toEqual([]);
    expect(found(/\u{1F426}/u, '\u{1F426}')).toEqual([{ start: 0, end: 2 }]);
  });

  test('finds every place', () => {
    expect(promptPolicy({ rules: [{ ...rule, pattern: 'a' }] }).rules[0]?.find('a'.repeat(1_000))).toHaveLength(1_000);
  });

  test('may be flagged by a name that its own pattern matches, since nothing takes the place of what it finds', () => {
    expect(promptPolicy({ rules: [{ ...rule, code: 'heron', pattern: 'heron' }] }).rules).toHaveLength(1);
  });

  test('finds no end of time in a pattern that would hold up a backtracking engine', () => {
    const [compiled] = promptPolicy({ rules: [{ ...rule, pattern: /^(a+)+$/ }] }).rules;
    expect(compiled?.find(`${'a'.repeat(10_000)}!`)).toEqual([]);
  });
});

const wrong: readonly (readonly [string, unknown, string])[] = [
  ['an unknown preset', { preset: 'canary' }, 'preset'],
  ['an unknown option', { canary: true }, 'holds an option that does not exist; the options are preset, categories'],
  ['an unknown category', { categories: { canary: 'block' } }, 'categories'],
  ['a category that has no say', { categories: { structure: 'allow' } }, 'categories'],
  ['a threshold above 1', { categories: { injection: { flag: 1.5 } } }, 'categories.injection'],
  ['a length wider than the product', { length: { max: 20_000 } }, 'length.max'],
  ['a length that nothing has', { length: { min: 500, max: 400 } }, 'min must not be above max'],
  ['a lookahead', { rules: [{ ...rule, pattern: '(?=canary)' }] }, 'rules.0.pattern: is no pattern of RE2'],
  ['a backreference', { rules: [{ ...rule, pattern: /(canary)\1/ }] }, 'rules.0.pattern: is no pattern of RE2'],
  ['a rule that allows', { rules: [{ ...rule, action: 'allow' }] }, 'rules.0.action'],
  ['a pattern that matches nothing', { rules: [{ ...rule, pattern: 'x*' }] }, 'rules.0.pattern: matches nothing'],
  ['a rule with a name of ours', { rules: [{ ...rule, code: 'email_address' }] }, 'rules.0.code: is one of ours'],
  [
    'a rule that would redact its own stand-in',
    { rules: [{ ...rule, code: 'canary_x', pattern: 'canary', action: 'redact' }] },
    'rules.0.code: is matched by its own pattern',
  ],
  ['a host that begins with a dot', { urls: { blockedHosts: ['.com'] } }, 'must not begin with a dot'],
  ['a region that is none', { region: 'UK' }, 'region: must be a region'],
  ['an action that is none', { categories: { injection: 'canary' } }, 'must be allow, flag, redact or block'],
  ['two rules of one name', { rules: [rule, rule] }, 'rules: two rules have the same code'],
  ['a rule named in another way', { rules: [{ ...rule, code: 'Canary Rule' }] }, 'must be in snake_case'],
  ['a host with a path', { urls: { allowedHosts: ['canary.example/path'] } }, 'urls.allowedHosts.0'],
  ['a host with a port', { urls: { blockedHosts: ['canary.example:8080'] } }, 'urls.blockedHosts.0'],
  ['a region in words', { region: 'canary' }, 'region'],
  ['a schema of no kind', { inputs: { canary: 'string' } }, 'inputs: must be a Standard Schema'],
  ['a second stage without a word on failures', { secondStage: { classifier: {} } }, 'secondStage.whenUnavailable'],
  ['no options at all', null, 'options'],
];

test.each(wrong)('%s is refused by name, and not repeated', async (_what, options, named) => {
  const error = await refusal(() => promptPolicy(options as PromptPolicyOptions));
  expect(error.code).toBe('config_invalid');
  expect(error.message).toContain(named);
  expect(error.message).not.toMatch(/canary/i);
});
