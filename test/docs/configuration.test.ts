import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { type EnvironmentVariable, environmentVariables, readEnvironment } from '../../src/index.js';
import { root } from './fences.js';

const variables: readonly (readonly [string, EnvironmentVariable])[] = Object.entries(environmentVariables);

describe('the variables of the environment', () => {
  test('stand in env.example as the code has them', async () => {
    const lines = variables.flatMap(([name, variable]) => [
      '',
      `# ${sentence(variable.is)}`,
      `# ${variable.how}`,
      ...(variable.default === null ? [] : [`# Default: ${variable.default}`]),
      ...(variable.secret ? ['# Keep it secret.'] : []),
      `${name}=`,
    ]);
    const file = [
      '# What readEnvironment() of promptforge and its commands read. Copy this file to .env.local, fill in',
      '# what you use, and keep that file out of version control. What is left empty is not set.',
      ...lines,
      '',
    ];
    await expect(file.join('\n')).toMatchFileSnapshot(join(root, 'env.example'));
  });

  test('stand in env.example, which can be used as it is and is part of the package', () => {
    const source = parseEnv(readFileSync(join(root, 'env.example'), 'utf8'));
    expect(Object.keys(source).toSorted()).toEqual(variables.map(([name]) => name).toSorted());
    expect(readEnvironment(source)).toEqual(readEnvironment({}));
    expect(manifest.files).toContain('env.example');
  });

  test('stand in the guide as the code has them', () => {
    const rows = variables.map(
      ([name, variable]) =>
        `| \`${name}\` | ${variable.is} | ${variable.must} | ${variable.default === null ? '' : `\`${variable.default}\``} |`,
    );
    const table = ['| variable | is | form | default |', '| --- | --- | --- | --- |', ...rows].join('\n');
    expect(readFileSync(join(root, 'docs/configuration.md'), 'utf8')).toContain(`\n\n${table}\n\n`);
  });
});

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
