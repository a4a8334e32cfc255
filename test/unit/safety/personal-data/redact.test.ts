import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certainPlaceholdersOf, placeholdersOf } from '../../../../src/optimize/guards/placeholders.js';
import { detectPersonalData } from '../../../../src/safety/personal-data/detect-personal-data.js';
import { detectSecrets } from '../../../../src/safety/personal-data/detect-secrets.js';
import { personalDataMeanings } from '../../../../src/safety/personal-data/personal-data-meanings.js';
import { redact } from '../../../../src/safety/personal-data/redact.js';
import { secretMeanings } from '../../../../src/safety/personal-data/secret-meanings.js';
import { likeSecret, pem } from './like-secret.js';

const key = likeSecret({ prefix: 'sk-', alphabet: 'word', least: 40, code: 'openai_api_key' });

describe('redacting', () => {
  test('puts a stand-in in the place of each value, and equal ones in the place of equal values', () => {
    const text = `Mail jo@a.de or JO@a.de or bo@a.de, call +49 30 901820 or +49 (30) 901820, use ${key}.`;
    const { text: result, redacted } = redact(text);
    expect(result).toBe(
      'Mail [email_address:1] or [email_address:1] or [email_address:2], call [phone_number:1] or [phone_number:1], use [openai_api_key:1].',
    );
    expect(redacted.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      'jo@a.de',
      'JO@a.de',
      'bo@a.de',
      '+49 30 901820',
      '+49 (30) 901820',
      key,
    ]);
  });

  test('leaves numbers to stand-ins that were there before', () => {
    expect(redact('[email_address:4] and jo@a.de').text).toBe('[email_address:4] and [email_address:5]');
  });

  test('takes out what it is asked for and nothing else', () => {
    const text = `jo@a.de, 93.184.216.34, ${key}`;
    expect(redact(text, { secrets: false }).text).toBe(`[email_address:1], 93.184.216.34, ${key}`);
    expect(redact(text, { personalData: false }).text).toBe('jo@a.de, 93.184.216.34, [openai_api_key:1]');
    expect(redact(text, { personalData: ['ip_address'], secrets: false }).text).toBe(`jo@a.de, [ip_address:1], ${key}`);
    expect(redact('Es war 612 34 56 78.', { region: 'ES' }).text).toBe('Es war [phone_number:1].');
  });

  test('leaves a text alone in which there is nothing', () => {
    const text = 'Review ```x = 4532015112830367```\r\nzero\u200bwidth e\u0301 \ud800';
    expect(redact(text)).toEqual({ text, redacted: [] });
  });

  test('stands in with what is neither a placeholder of people nor a finding', () => {
    for (const code of [...Object.keys(personalDataMeanings), ...Object.keys(secretMeanings)]) {
      const text = `password = [${code}:1], call [${code}:12] 4673395, "token": "[${code}:123456]"`;
      expect([...placeholdersOf(text), ...certainPlaceholdersOf(text)]).toEqual([]);
      expect([...detectPersonalData(text), ...detectSecrets(text)]).toEqual([]);
    }
  });
});

describe('whatever the text, redacting', () => {
  const values = [
    'jo@example.com',
    '4111 1111 1111 1111',
    '4111111111111111',
    'DE89 3704 0044 0532 0130 00',
    '219-09-9998',
    '+41 62 585 51 90',
    '(555) 234-5678',
    '467 3395',
    '93.184.216.34',
    key,
    pem(),
    'password = "Tr0ub4dor&3"',
    'postgres://u:s3cr3tP4ss@db.io/x',
    '[email_address:3]',
    'passport number C01X00T47',
  ];
  const glue = [
    '',
    ' ',
    ', ',
    '\n',
    '-',
    '.',
    '@',
    ':',
    '"',
    '=',
    '\u200b',
    'card ',
    'phone ',
    'call me at ',
    'token: ',
    'order ',
    '[',
    ']',
    '1',
    'a',
    '👩‍👩‍👧',
    '１',
    '٤',
  ];
  const texts = fc
    .array(
      fc.oneof(fc.constantFrom(...values), fc.constantFrom(...glue), fc.string({ unit: 'grapheme', maxLength: 6 })),
      { maxLength: 14 },
    )
    .map((parts) => parts.join(''));
  const check = (property: (text: string) => void) =>
    fc.assert(fc.property(texts, property), { numRuns: 1_000, seed: 7 });

  test('twice changes nothing more, and leaves nothing to be found', () => {
    check((text) => {
      const { text: once } = redact(text);
      expect(redact(once)).toEqual({ text: once, redacted: [] });
      const left = [...detectPersonalData(once), ...detectSecrets(once)].filter(({ confidence }) => confidence >= 0.5);
      expect(left).toEqual([]);
    });
  });

  test('answers spans in their order, none over another, and keeps what is between them as it is', () => {
    check((text) => {
      const { text: result, redacted } = redact(text);
      let past = 0;
      let at = 0;
      for (const { code, span } of redacted) {
        expect(span.start).toBeGreaterThanOrEqual(past);
        expect(span.end).toBeGreaterThan(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
        const kept = text.slice(past, span.start);
        expect(result.startsWith(`${kept}[${code}:`, at)).toBe(true);
        at = result.indexOf(']', at + kept.length) + 1;
        past = span.end;
      }
      expect(result.slice(at)).toBe(text.slice(past));
    });
  });

  test('answers well-formed text for well-formed text', () => {
    check((text) => {
      expect(redact(text).text.isWellFormed()).toBe(text.isWellFormed());
    });
  });

  test('sees no less when characters that show nothing are put in', () => {
    check((text) => {
      const riddled = [...text].join('\u200b');
      const codes = (given: string) => redact(given).redacted.map(({ code }) => code);
      expect(codes(riddled)).toEqual(codes(text));
    });
  });
});
