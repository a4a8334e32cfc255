import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createHandler } from '../../src/http/index.js';
import type { SevenDExtension } from '../../src/prompts.js';
import { forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { verdict } from '../fixtures/model-answers.js';
import { releaseNotes } from '../fixtures/modules/release-notes.js';
import { rejection } from '../fixtures/rejection.js';

const museums = {
  name: 'museums',
  meaning: 'Museums and their collections.',
  aliases: ['galleries'],
  role: 'museum curator',
  defaults: {
    scale: 'smb',
    urgency: 'planned',
    complexity: 'foundational',
    resources: 'minimal',
    application: 'tour',
  },
  thresholds: { composite: 90, clarity: 88 },
  weights: { clarity: 0.7, execution: 0.1, ambiguity: 0.1, business_fit: 0.1 },
} as const;

const extension = {
  domain: { museums },
  complexity: { foundational: { level: 'a patient' } },
  application: {
    tour: {
      name: 'a guided tour',
      meaning: 'Leading visitors through.',
      aliases: [],
      process: ['Begin at the entrance of the hall.'],
    },
  },
  output_format: {
    placard: {
      name: 'placard',
      meaning: 'A text beside an object.',
      aliases: [],
      specification: ['Format: a placard of at most 60 words.'],
    },
  },
} as const satisfies SevenDExtension;

const asked = { domain: 'museums', output_format: 'placard' } as never;
const setUp = () => forgeWithModel([], { engine: 'rules', sevenD: extension });

describe('7D parameters of the host', () => {
  test('decide role, context, steps and form of what the rules compose, and what it has to reach', async () => {
    const { optimize } = setUp();
    const { optimized, gate, sevenD } = await optimize({ sevenD: asked });
    expect(sevenD.values).toMatchObject({ domain: 'museums', application: 'tour', output_format: 'placard' });
    for (const text of [
      'Act as a patient museum curator working with a small or medium-sized business (SMB).',
      '- Field: museums',
      '- Purpose of the answer: a guided tour',
      '- Format: a placard of at most 60 words.',
      '1. Begin at the entrance of the hall.',
    ]) {
      expect(optimized.prompt).toContain(text);
    }
    expect(gate.thresholds).toMatchObject({ composite: 90, clarity: 88, execution: null });
    const { clarity, execution, ambiguity, business_fit, composite } = optimized.score;
    expect(composite).toBeCloseTo(0.7 * clarity + 0.1 * (execution + 100 - ambiguity + business_fit), 1);
  });

  test('hold for every operation, for plans and for what stands before a run', async () => {
    const { forge, tokenFor } = setUp();
    const token = await tokenFor();
    const score = await forge.score({ token, prompt, sevenD: asked });
    expect(score.gate.thresholds.composite).toBe(90);
    const compared = await forge.compare({ token, first: prompt, second: `${prompt} At once.`, sevenD: asked });
    expect(compared.sevenD.values.domain).toBe('museums');
    expect((await forge.plan({ token, prompt, sevenD: asked })).sevenD.values.domain).toBe('museums');
    expect(await forge.prompts.validate({ prompt, sevenD: asked })).toMatchObject({ ok: true });
    expect((await forge.prompts.compose({ prompt, sevenD: asked })).prompt).toContain('museum curator');
    const rules = (await forge.prompts.lint({ prompt: `${prompt} For museums.`, sevenD: asked })).map(
      ({ rule }) => rule,
    );
    expect(rules).not.toContain('no-domain-context');
    expect(rules).toContain('no-purpose');
    expect(await forge.sevenD.resolve({ domain: 'Galleries', output_format: 'md' } as never)).toMatchObject({
      values: { domain: 'museums' },
      thresholds: { composite: 90 },
    });
  });

  test('are told to the judge, and decide its weights and its gate', async () => {
    const judged = verdict(2, { goal: { rating: 4, weakness: '' }, wording: { rating: 4, weakness: '' } });
    const { forge, model, tokenFor } = forgeWithModel([judged, judged, judged], { sevenD: extension });
    const { score, gate } = await forge.score({ token: await tokenFor(), prompt, sevenD: asked });
    expect(score).toMatchObject({ clarity: 100, execution: 50, ambiguity: 50, business_fit: 50, composite: 85 });
    expect(gate).toMatchObject({ outcome: 'fail', failed: ['composite'] });
    expect(JSON.stringify(model.requests[0])).toContain('museums');
  });

  test('are in the description of the routes', async () => {
    const { forge } = setUp();
    const get = async (path: string) =>
      (await createHandler(forge)(new Request(`https://example.com/api${path}`))).json();
    const { components } = (await get('/openapi.json')) as { components: { schemas: Record<string, unknown> } };
    for (const name of ['SevenD', 'SevenDInput']) {
      const { properties } = components.schemas[name] as { properties: Record<string, { enum: string[] }> };
      expect(properties.domain?.enum).toContain('museums');
      expect(properties.output_format?.enum).toContain('placard');
      expect(properties.scale?.enum).toContain('smb');
    }
    expect(await get('/seven-d')).toMatchObject({ ruleset: { domain: { museums, saas: { name: 'SaaS' } } } });
  });

  test('hold for modules, those that are published included, and for parameter sets', async () => {
    const { forge, tokenFor } = setUp();
    const token = await tokenFor({ role: 'owner' });
    const module = {
      ...releaseNotes,
      sevenD: asked,
      outputFormats: ['placard' as never],
      thresholds: { composite: 95 },
    };
    await forge.modules.publish({ token, module });
    const inputs = { product: 'Ledgerly', changes: ['CSV'] };
    const { prompt: rendered, sevenD } = await forge.modules.render({ token, id: module.id, inputs });
    expect(rendered).toContain('- Field: museums');
    expect(rendered).toContain('- Format: a placard of at most 60 words.');
    expect(sevenD.values.application).toBe('tour');
    const { gate } = await forge.optimize({ token, module: { id: module.id, inputs } });
    expect(gate.thresholds).toMatchObject({ composite: 95, clarity: 88 });
    const lax = { ...module, version: '2.0.0', thresholds: { clarity: 85 } };
    const changelog = [{ version: '2.0.0', date: '2026-11-30', changes: ['Laxer.'] }, ...module.changelog];
    const error = await rejection(forge.modules.publish({ token, module: { ...lax, changelog } }));
    expect(error).toMatchObject({ code: 'module_invalid', details: { problems: [{ path: 'thresholds.clarity' }] } });

    const { id: setId } = await forge.parameterSets.create({ token, name: 'Museums', values: asked });
    const { values } = await forge.parameterSets.resolve({ token, setId });
    expect(values).toMatchObject({ domain: 'museums', resources: 'minimal', output_format: 'placard' });
  });

  test('decide what a repeat is: measured by other thresholds, it is another request', async () => {
    const first = setUp();
    const request = { sevenD: asked, idempotencyKey: 'key-1' };
    await first.optimize(request);
    const others = { ...extension, domain: { museums: { ...museums, thresholds: { composite: 95 } } } };
    const storage = () => first.storage;
    const newId = () => randomUUID();
    const same = forgeWithModel([], { engine: 'rules', sevenD: extension, storage, newId });
    expect(await same.optimize(request)).toMatchObject({ replayed: true });
    const second = forgeWithModel([], { engine: 'rules', sevenD: others, storage, newId });
    expect(await rejection(second.optimize(request))).toMatchObject({ code: 'idempotency_conflict' });
  });

  test('are unknown to a PromptForge without them', async () => {
    const { optimize } = forgeWithModel([], { engine: 'rules' });
    const error = await rejection(optimize({ sevenD: asked }));
    expect(error).toMatchObject({ code: 'seven_d_invalid' });
    expect(error.message).toContain('sevenD.output_format is not in its list.');
  });

  test('that are wrong are refused at once, by name', async () => {
    const wrong = { domain: { museums: { ...museums, defaults: { ...museums.defaults, scale: 'palace' } } } };
    expect(() => forgeWithModel([], { engine: 'rules', sevenD: wrong })).toThrow(
      expect.objectContaining({
        code: 'config_invalid',
        message: expect.stringContaining('sevenD.domain.museums.defaults.scale: is no value of scale'),
      }),
    );
  });
});
