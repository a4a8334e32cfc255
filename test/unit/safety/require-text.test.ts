import { describe, expect, test } from 'vitest';
import { escapeHtml } from '../../../src/safety/markup/escape-html.js';
import { safeUrl } from '../../../src/safety/markup/safe-url.js';
import { redact } from '../../../src/safety/personal-data/redact.js';
import { sanitize } from '../../../src/safety/unicode/sanitize.js';
import { refusal } from '../../fixtures/rejection.js';

describe.each([null, undefined, 5, {}, ['canary']])('%j, which is no text', (given) => {
  test.each([
    ['sanitize', sanitize],
    ['redact', redact],
    ['escapeHtml', escapeHtml],
  ] as const)('is refused by %s', async (name, take) => {
    const error = await refusal(() => take(given as never));
    expect(error.code).toBe('request_invalid');
    expect(error.message).toContain(`${name}() takes a string`);
    expect(error.message).not.toContain('canary');
  });

  test('is no URL', () => {
    expect(safeUrl(given as never)).toBeNull();
  });
});

test.each([
  { personalData: 'yes' },
  { personalData: ['canary'] },
  { secrets: 'no' },
  { secret: false },
  { region: 'XX' },
  { region: 'de' },
])('redact takes no options like %j', async (options) => {
  const error = await refusal(() => redact('a text', options as never));
  expect(error.code).toBe('request_invalid');
  expect(error.message).not.toContain('canary');
});
