import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { sevenDAliases } from '../../src/domain/seven-d-aliases.js';
import {
  errorCodes,
  errorMeanings,
  httpStatus,
  sevenDDefaults,
  sevenDParameters,
  sevenDValues,
} from '../../src/index.js';
import { documents, fences, root } from './fences.js';

describe('the documentation', () => {
  test('lists every error code as the code has it', async () => {
    const rows = errorCodes.map((code) => `| \`${code}\` | ${httpStatus[code]} | ${errorMeanings[code]} |`);
    const page = [
      '# Error codes',
      '',
      'Every error is a `PromptForgeError`. Switch on its `code`; its message says how to mend the cause, and over HTTP it is a problem document (RFC 9457) of type `urn:promptforge:error:<code>`. Codes are stable: one is renamed or removed only in a major version.',
      '',
      '| code | HTTP status | meaning |',
      '| --- | --- | --- |',
      ...rows,
      '',
    ];
    await expect(page.join('\n')).toMatchFileSnapshot(join(root, 'docs/errors.md'));
  });

  test('lists every 7D value, alias and default as the code has it', async () => {
    const optional = Object.keys(sevenDDefaults.generic) as (keyof typeof sevenDDefaults.generic)[];
    const page = [
      '# 7D parameters',
      '',
      'The context of a prompt. `domain` and `output_format` are required; the others default by domain, and each result says which were filled in. Upper case, spaces and hyphens are folded, and aliases are followed; anything else outside a list is refused as `seven_d_invalid`.',
      '',
      '| parameter | values | aliases |',
      '| --- | --- | --- |',
      ...sevenDParameters.map((name) => {
        const aliases = Object.entries(sevenDAliases[name]).map(([alias, value]) => `${alias} = ${value}`);
        return `| \`${name}\` | ${sevenDValues[name].join(', ')} | ${aliases.join(', ')} |`;
      }),
      '',
      '## Defaults by domain',
      '',
      `| domain | ${optional.join(' | ')} |`,
      `| --- | ${optional.map(() => '---').join(' | ')} |`,
      ...Object.entries(sevenDDefaults).map(
        ([domain, values]) => `| ${domain} | ${optional.map((name) => values[name]).join(' | ')} |`,
      ),
      '',
    ];
    await expect(page.join('\n')).toMatchFileSnapshot(join(root, 'docs/seven-d.md'));
  });

  test('links only to files that are there', () => {
    const broken = documents.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map((match) => join(dirname(file), String(match[1])))
        .filter((target) => !existsSync(target))
        .map((target) => `${relative(root, file)} -> ${relative(root, target)}`),
    );
    expect(broken).toEqual([]);
  });

  test('names only scripts that exist', () => {
    const named = fences
      .filter(({ info }) => info === 'sh')
      .flatMap(({ code }) => [...code.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map((match) => String(match[1])));
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  test('gives the test command that continuous integration runs', () => {
    const commands = fences.filter(({ info }) => info === 'sh').map(({ code }) => code.trim());
    expect(commands).toContain('npm ci && npm test');
    expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain('npm ci && npm test');
  });
});
