import { describe, expect, test } from 'vitest';
import { scoreRulesFor } from '../../../src/domain/scores/score-rules.js';
import { builtInSevenD } from '../../../src/domain/seven-d/built-in-seven-d.js';
import { resolveSevenD } from '../../../src/domain/seven-d/resolve-seven-d.js';
import { extendSevenD, type SevenDExtension } from '../../../src/seven-d/extend-seven-d.js';
import { rulesetSchema } from '../../../src/seven-d/ruleset-schema.js';
import { refusal } from '../../fixtures/rejection.js';

const biotech = {
  name: 'biotech',
  meaning: 'Drugs, diagnostics and the research behind them.',
  aliases: ['life_sciences'],
  role: 'biotech research lead',
  defaults: {
    scale: 'startup',
    urgency: 'planned',
    complexity: 'expert',
    resources: 'lean_team',
    application: 'experimentation',
  },
  thresholds: { execution: 85 },
} as const;

describe('the 7D ruleset', () => {
  test('is valid as it is built in', () => {
    expect(rulesetSchema.parse(builtInSevenD)).toEqual(builtInSevenD);
  });

  test('stays as it is without an extension', () => {
    expect(extendSevenD({})).toEqual(builtInSevenD);
  });

  test('takes a domain of the host, with its aliases, defaults and thresholds', () => {
    const ruleset = extendSevenD({ domain: { biotech } });
    for (const domain of ['biotech', 'Life Sciences']) {
      expect(resolveSevenD({ domain, output_format: 'md' }, ruleset)).toMatchObject({
        ok: true,
        sevenD: { values: { domain: 'biotech', ...biotech.defaults } },
      });
    }
    expect(scoreRulesFor('biotech', ruleset)).toMatchObject({ thresholds: { composite: 80, execution: 85 } });
    expect(resolveSevenD({ domain: 'biotech', output_format: 'md' })).toMatchObject({ ok: false });
  });

  test('takes values of the host in every other parameter', () => {
    const value = { name: 'a family', meaning: 'A household.', aliases: [] };
    const ruleset = extendSevenD({
      scale: { family: value },
      urgency: { family: value },
      complexity: { family: { ...value, level: 'a patient' } },
      resources: { family: value },
      application: { family: { ...value, process: ['Ask everybody.'] } },
      output_format: { family: { ...value, specification: ['Format: a letter.'] } },
    });
    const family = Object.fromEntries(Object.keys(builtInSevenD).map((name) => [name, 'family']));
    expect(resolveSevenD({ ...family, domain: 'generic' }, ruleset)).toMatchObject({
      ok: true,
      sevenD: { values: { ...family, domain: 'generic' }, defaulted: [] },
    });
  });

  test('changes the values that are there field by field, and adds to their aliases', () => {
    const { domain } = extendSevenD({ domain: { healthcare: { aliases: ['clinic'], thresholds: { clarity: 90 } } } });
    const { healthcare } = builtInSevenD.domain;
    expect(domain.healthcare).toEqual({
      ...healthcare,
      aliases: [...healthcare.aliases, 'clinic'],
      thresholds: { clarity: 90 },
    });
  });

  test('cannot be changed afterwards, nor does it change what is built in', () => {
    const before = JSON.stringify(builtInSevenD);
    const ruleset = extendSevenD({ domain: { biotech, saas: { aliases: ['apps'] } } });
    expect(JSON.stringify(builtInSevenD)).toBe(before);
    const frozen = [ruleset, ruleset.domain, ruleset.domain.biotech, ruleset.domain.biotech?.defaults];
    expect(frozen.every(Object.isFrozen)).toBe(true);
  });

  test.each<readonly [string, string, unknown]>([
    ['a parameter that is none', 'extension', { mood: {} }],
    ['a value that is no word', 'domain.Bio Tech', { domain: { 'Bio Tech': biotech } }],
    ['a value without a name', 'domain.biotech.name', { domain: { biotech: { ...biotech, name: undefined } } }],
    ['a value without a role', 'domain.biotech.role', { domain: { biotech: omit(biotech, 'role') } }],
    ['a role of two lines', 'domain.biotech.role', { domain: { biotech: { ...biotech, role: 'lead\nand more' } } }],
    ['a default that is no value', 'domain.biotech.defaults.scale', withDefaults({ scale: 'galaxy' })],
    ['a default that is missing', 'domain.biotech.defaults.urgency', withDefaults({ urgency: undefined })],
    [
      'an alias that is a value',
      'domain.biotech.aliases.0',
      { domain: { biotech: { ...biotech, aliases: ['saas'] } } },
    ],
    [
      'an alias that is taken',
      'domain.biotech.aliases.0',
      { domain: { biotech: { ...biotech, aliases: ['banking'] } } },
    ],
    ['an alias that is there twice', 'domain.saas.aliases.1', { domain: { saas: { aliases: ['software'] } } }],
    ['weights that do not add up', 'domain.saas.weights', withWeights({ clarity: 0.5 })],
    ['a weight below nothing', 'domain.saas.weights.clarity', withWeights({ clarity: -0.3 })],
    [
      'a threshold above a hundred',
      'domain.saas.thresholds.clarity',
      { domain: { saas: { thresholds: { clarity: 101 } } } },
    ],
    [
      'a composite of null',
      'domain.saas.thresholds.composite',
      { domain: { saas: { thresholds: { composite: null } } } },
    ],
    ['a format without a specification', 'output_format.pptx.specification', { output_format: { pptx: bare } }],
    ['a purpose without steps', 'application.sport.process', { application: { sport: { ...bare, process: [] } } }],
    ['a depth without a level', 'complexity.deep.level', { complexity: { deep: bare } }],
    ['a field that does not exist', 'scale.solo', { scale: { solo: { color: 'red' } } }],
  ])('refuses %s, and names it', async (_what, path, extension) => {
    const error = await refusal(() => extendSevenD(extension as SevenDExtension));
    expect(error).toMatchObject({ code: 'config_invalid' });
    expect(error.message).toContain(`${path}: `);
  });

  test('names everything that is wrong at once', async () => {
    const error = await refusal(() =>
      extendSevenD({ domain: { biotech: { ...biotech, role: '' } }, scale: { moon: { name: 'the moon' } } }),
    );
    for (const path of ['domain.biotech.role', 'scale.moon.meaning']) expect(error.message).toContain(`${path}: `);
  });
});

const bare = { name: 'one', meaning: 'One.', aliases: [] };

function omit<T extends object>(value: T, name: keyof T): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

function withDefaults(changes: object): unknown {
  const defaults = Object.entries({ ...biotech.defaults, ...changes }).filter(([, value]) => value !== undefined);
  return { domain: { biotech: { ...biotech, defaults: Object.fromEntries(defaults) } } };
}

function withWeights(changes: object): unknown {
  const weights = { clarity: 0.3, execution: 0.35, ambiguity: 0.15, business_fit: 0.2, ...changes };
  return { domain: { saas: { weights } } };
}
