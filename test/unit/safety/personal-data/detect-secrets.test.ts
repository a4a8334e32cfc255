import { describe, expect, test } from 'vitest';
import { harmlessSecrets } from '../../../../bench/safety/harmless-numbers.js';
import { newKeyText } from '../../../../src/api-keys/key-text.js';
import { detectSecrets } from '../../../../src/safety/personal-data/detect-secrets.js';
import { type SecretCode, secretMeanings } from '../../../../src/safety/personal-data/secret-meanings.js';
import { tokenForms } from '../../../../src/safety/personal-data/token-forms.js';
import { newRefreshToken } from '../../../../src/session/refresh-token.js';
import { likeSecret, pem } from './like-secret.js';

const found = (text: string) =>
  detectSecrets(text).map(({ code, span }) => [code, span === null ? null : text.slice(span.start, span.end)]);

describe('tokens of issuers', () => {
  test.each(
    tokenForms.map((form) => [form.prefix, form.code, form] as const),
  )('that begin with %s are %s', (_prefix, code, form) => {
    const token = likeSecret(form);
    expect(found(`Use ${token}.`)).toEqual([[code, token]]);
    expect(found(`{"a":"${token}"}`)).toEqual([[code, token]]);
    expect(found(`A=${token}\n`)).toEqual([[code, token]]);
    expect(found([...token].join('\u200b'))).toHaveLength(1);
    expect(found(token.slice(0, form.prefix.length + form.least - 12))).toEqual([]);
  });

  test('are found in fenced code as well', () => {
    const token = likeSecret({ prefix: 'ghp_', alphabet: 'alphanumeric', least: 36, code: 'github_token' });
    expect(found(`\`\`\`sh\nexport T=${token}\n\`\`\``)).toEqual([['github_token', token]]);
  });

  test('of this service are known', () => {
    const { text } = newKeyText();
    expect(found(`key ${text}`)).toEqual([['promptforge_api_key', text]]);
    expect(found(`{"refreshToken":"${newRefreshToken().token}"}`).map(([code]) => code)).toEqual(['assigned_secret']);
  });
});

describe('secrets by their place', () => {
  const random = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRW';
  const cases: readonly (readonly [before: string, secret: string, code: SecretCode, after?: string])[] = [
    ['password = "', 'Tr0ub4dor&3', 'assigned_secret', '"'],
    ['DB_PASSWORD=', 'hunter2!x', 'assigned_secret', '\n'],
    ['my password is ', 'hunter22!', 'assigned_secret', '.'],
    ['"client_secret": "', random, 'assigned_secret', '",'],
    ['api_key: ', '9f86d081884c7d659a2feaa0c55ad015', 'assigned_secret'],
    ['AWS_SECRET_ACCESS_KEY=', 'wJa1rXUtnFEMI/K7MDENG/bPxRfiCYabcd1234ef', 'aws_secret_access_key'],
    ['AccountKey=', `${random}/+Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6==`, 'azure_key', ';'],
    ['Authorization: Bearer ', random, 'bearer_token', '"'],
    ['postgres://admin:', 's3cr3tP4ss', 'url_password', '@db.internal:5432/app'],
    ['mongodb+srv://u:', 'p%40ss123', 'url_password', '@cluster.mongodb.net'],
    ['https://hooks.slack.com/', 'services/T00AB1C2D/B00AB1C2D/AbCdEfGhIjKlMnOpQrStUvWx', 'slack_token'],
    ['https://discord.com/api/webhooks/', `123456789012345678/${random}`, 'service_token'],
    ['', pem(), 'private_key', '\nand more'],
    ['"', pem().replaceAll('\n', '\\n'), 'private_key', '"'],
    ['', pem().slice(0, pem().indexOf('\n-----END')), 'private_key', '\n\nThat was all.'],
  ];

  test.each(cases)('are found from end to end: %s%s', (before, secret, code, after = '') => {
    expect(found(`${before}${secret}${after}`)).toEqual([[code, secret]]);
  });

  test.each(harmlessSecrets)('are not seen in %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

test('every finding has a meaning that quotes nothing', () => {
  for (const { category, severity, message, fix } of Object.values(secretMeanings)) {
    expect([category, severity]).toEqual(['secret', 'high']);
    expect(`${message} ${fix}`).toMatch(/^There is [^\n]+ here\. [^\n]+\.$/);
  }
});
