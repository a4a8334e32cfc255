import { describe, expect, test } from 'vitest';
import { PromptForgeError } from '../../../../src/errors/promptforge-error.js';
import { defineModule, validateModule } from '../../../../src/modules.js';
import { caught } from '../../../fixtures/caught.js';
import { brokenModules, mutations, secret } from '../../../fixtures/modules/broken-modules.js';
import { releaseNotes } from '../../../fixtures/modules/release-notes.js';

describe('a module', () => {
  test('that is right has no problems', () => {
    expect(validateModule(releaseNotes)).toEqual([]);
  });

  test('is kept as a frozen copy of what was given', () => {
    const given = structuredClone(releaseNotes);
    const defined = defineModule(given);
    expect(defined).toEqual(given);
    expect(defined).not.toBe(given);
    expect(Object.isFrozen(defined.output.fields[0])).toBe(true);
    expect(defineModule(defined)).toBe(defined);
  });

  test.each(brokenModules(200, 7))('that is broken names the field: $name', ({ path, problem, definition }) => {
    const problems = validateModule(definition);
    expect(problems).toContainEqual({ path, problem, message: expect.stringMatching(/^[a-z]/) });
    // One break is one problem, or some of the same field and what rests on it.
    expect(problems.length).toBeLessThanOrEqual(4);
    expect(JSON.stringify(problems)).not.toContain(secret);
  });

  test('is broken by every mutation of the table', () => {
    const ways = new Set(brokenModules(200, 7).map(({ path, problem }) => `${problem} ${path}`));
    expect(ways).toEqual(new Set(mutations.map(({ path, problem }) => `${problem} ${path}`)));
  });

  test('tells of all its problems at once', () => {
    const broken = {
      ...releaseNotes,
      id: 'Not An Id',
      version: 'one',
      outputFormats: ['txt'],
      process: ['{{nothing}}'],
    };
    expect(validateModule(broken).map(({ path, problem }) => `${path}: ${problem}`)).toEqual([
      'id: shape',
      'version: version_invalid',
      'changelog.0.version: changelog_head',
      'process.0: placeholder_unknown',
      'outputFormats: format_missing',
    ]);
  });

  test.each([undefined, null, 1, 'text', [], {}])('is none: %j', (definition) => {
    expect(validateModule(definition).length).toBeGreaterThan(0);
  });

  test('that is wrong is refused with its problems, and none of its texts', async () => {
    const define = async () => defineModule({ ...releaseNotes, title: '', summary: `${secret} `.repeat(40) });
    const error = await caught(define());
    expect(PromptForgeError.is(error) && error.code).toBe('module_invalid');
    expect(error).toMatchObject({ details: { problems: [{ path: 'title' }, { path: 'summary' }] } });
    expect(JSON.stringify(error) + String(error)).not.toContain(secret);
  });
});
