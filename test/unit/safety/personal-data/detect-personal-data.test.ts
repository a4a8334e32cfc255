import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harmlessNumbers } from '../../../../bench/safety/harmless-numbers.js';
import { detectPersonalData } from '../../../../src/safety/personal-data/detect-personal-data.js';
import {
  type PersonalDataCode,
  personalDataMeanings,
} from '../../../../src/safety/personal-data/personal-data-meanings.js';

const likely = (text: string, region?: string) =>
  detectPersonalData(text, region === undefined ? {} : { region })
    .filter(({ confidence }) => confidence >= 0.5)
    .map(({ code, span }) => [code, span === null ? null : text.slice(span.start, span.end)]);

/** What stands before a value, the value, and what stands after it. */
type Case = readonly [before: string, value: string, after?: string];

const cases: Readonly<Record<Exclude<PersonalDataCode, 'ip_address'>, readonly Case[]>> = {
  email_address: [
    ['Write to ', 'jo@example.com', '.'],
    ['', 'Jörg.Müller@bücher.de'],
    ['пиши: ', 'я@почта.рф'],
    ['我的邮箱是', 'jo@example.com', '谢谢'],
    ['<', 'a.b+c@x-y.co.uk', '>'],
    ['mailto:', 'foo_bar@sub.domain.org', '?subject=x'],
    ['', "o'brien@mail.ie", ', please'],
    ['"', 'jo@xn--bcher-kva.example', '"'],
    ['https://host.org/?email=', 'foo@bar.com', '&x=1'],
    ['', '用户@例子.广告'],
    ['*', 'jo@host.museum', '*'],
  ],
  payment_card: [
    ['Pay with ', '4111 1111 1111 1111', ' now'],
    ['', '4111-1111-1111-1111', ' exp 12/29'],
    ['', '5500.0055.5555.5559'],
    ['', '378282246310005'],
    ['', '3782 822463 10005'],
    ['12/29 ', '6011 1111 1111 1117', ' 123'],
    ['My card is ', '6759649826438453'],
    ['The visa card ', '4222222222222', ' was lost'],
    ['', '4012888888881881', ' is my credit card'],
  ],
  us_ssn: [
    ['SSN ', '078051121'],
    ['It is ', '219-09-9998', '.'],
    ['My social security number: ', '219 09 9998'],
  ],
  iban: [
    ['', 'DE89 3704 0044 0532 0130 00', ' thanks'],
    ['to ', 'de89370400440532013000', '.'],
    ['', 'MT84 MALT 0110 0001 2345 MTLC AST0 01S'],
    ['', 'NO93 8601 1117 947'],
    ['', 'GB29-NWBK-6016-1331-9268-19'],
    ['IBAN:', 'FR1420041010050500013M02606'],
    ['', 'BR1800360305000010009795493C1'],
    ['', 'LC55HEMM000100010012001200023015'],
  ],
  phone_number: [
    ['', '+41 (0)62 585 51 90', ' mobile'],
    ['', '+49-(0)30-1234567'],
    ['tel:', '+4930123456'],
    ['', '+55 11 91234-5678'],
    ['', '(555) 234-5678'],
    ['', '555.234.5678', ' or so'],
    ['', '1-800-555-0199'],
    ['Fax: ', '345-899-3560x4587'],
    ['', '+1 (212) 555-0123 ext. 12', ', or'],
    ['', '(030) 1234567'],
    ['', '030/1234567'],
    ['', '020 7946 0958'],
    ['', '03-1234-5678'],
    ['', '01.84.17.61.18'],
    ['手机', '13812345678'],
    ['携帯:', '090-1234-5678'],
    ['Please call me at ', '467 3395', ' today'],
    ['my cell is ', '2125550123'],
    ['Someone does not answer at ', '71-33-52-22', '.'],
    ['dial ', '0041625855190'],
    ['Desk\\,', '655 437 108', ' office\n'],
  ],
  passport_number: [['My passport number is ', 'C01X00T47', '.']],
  driving_licence: [["driver's license number is ", 'F162823540116']],
  date_of_birth: [
    ['DOB: ', '04/12/1985'],
    ['date of birth is ', '1985-12-04', '.'],
  ],
};

const all = Object.entries(cases).flatMap(([code, list]) => list.map((one) => [code, ...one] as const));

describe('personal data', () => {
  test.each(all)('of kind %s is found from end to end: %s%s%s', (code, before, value, after = '') => {
    expect(likely(`${before}${value}${after}`)).toEqual([[code, value]]);
  });

  test.each(harmlessNumbers)('is not seen in %s', (text) => {
    expect(likely(text)).toEqual([]);
  });

  test('is told from numbers that do not pass their checks', () => {
    const wrong = [
      '4111 1111 1111 1112',
      'DE89 3704 0044 0532 0130 01',
      '666-12-3456',
      '900-12-3456',
      '123-00-4567',
      '123-45-0000',
    ];
    expect(likely(wrong.join('; '))).toEqual([]);
  });

  test('is found in each of the telephone numbers that stand right behind each other', () => {
    const number = ['phone_number', '+49 30 1234567'];
    expect(likely('+49 30 1234567'.repeat(5))).toEqual([number, number, number, number, number]);
  });

  test('that makes a number a telephone number once does so for the ones listed after it', () => {
    expect(likely('Phone: 467 3395, 467 3396 or 467 3397')).toHaveLength(3);
    expect(likely('The codes are 467 3395, 467 3396 or 467 3397')).toEqual([]);
  });

  test('of a region is known by the plan of the region', () => {
    const text = 'Es war 89 123456, sagt sie; dann 612 34 56 78.';
    expect(likely(text)).toEqual([]);
    expect(likely(text, 'es')).toEqual([['phone_number', '612 34 56 78']]);
    expect(likely(text, 'XX')).toEqual([]);
  });

  test('is named only with a public address of the internet, and no more than as a remark', () => {
    const found = detectPersonalData(
      '93.184.216.34, 2a00:1450:4001:81b::200e; 10.0.0.1, 192.168.1.1, ::1, 12:30:45, std::vector',
    );
    expect(found.map(({ code, confidence }) => [code, confidence < 0.5])).toEqual([
      ['ip_address', true],
      ['ip_address', true],
    ]);
  });

  test('in a URL is not confused with its user', () => {
    expect(likely('postgres://admin:changeme@db.example.com/app')).toEqual([]);
  });
});

describe('what hides in a value', () => {
  const hidden = ['\u200b', '\u00ad', '\u2060', '\ufeff', '\u{e0041}', '\u0000'];

  test.each(hidden)('does not hide the value: %j', (character) => {
    for (const text of ['jo@example.com', 'card 4111111111111111', 'IBAN DE89370400440532013000', '+41 62 585 51 90']) {
      const riddled = [...text].join(character);
      const [found] = detectPersonalData(riddled);
      expect(found?.code).toBe(detectPersonalData(text)[0]?.code);
      expect(found?.span?.end).toBe(riddled.length);
    }
  });

  test.each([
    ['full-width', 0xff10],
    ['Arabic', 0x660],
    ['Devanagari', 0x966],
    ['bold', 0x1d7ce],
    ['double-struck', 0x1d7d8],
  ])('are no %s digits', (_what, zero) => {
    const card = [...'4111111111111111'].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
    expect(likely(`x ${card} y`)).toEqual([['payment_card', card]]);
  });

  test('are no full-width letters, dashes or spaces either', () => {
    expect(likely('ｊｏ＠ｅｘａｍｐｌｅ．ｃｏｍ')).toEqual([['email_address', 'ｊｏ＠ｅｘａｍｐｌｅ．ｃｏｍ']]);
    expect(likely('4111–1111–1111–1111')).toHaveLength(1);
    expect(likely('4111\u00a01111\u00a01111\u00a01111')).toHaveLength(1);
  });
});

describe('whatever the text', () => {
  const pieces = fc.oneof(
    fc.constantFrom(...all.map(([, , value]) => value)),
    fc.constantFrom(
      'card ',
      'call me at ',
      '+',
      '@',
      '\u200b',
      ' ',
      '\n',
      '-',
      '.com',
      '4111',
      '٤',
      '１',
      '\u{1d7cf}',
      '👩‍👩‍👧',
      '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

  test('spans are within it, in their order, and none is over another', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let past = 0;
        for (const { span, confidence } of detectPersonalData(text)) {
          expect(span).not.toBeNull();
          if (span === null) continue;
          expect(span.start).toBeGreaterThanOrEqual(past);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThanOrEqual(1);
          past = span.end;
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

test('every finding has a meaning that quotes nothing', () => {
  for (const { category, message, fix } of Object.values(personalDataMeanings)) {
    expect(category).toBe('personal_data');
    expect(`${message} ${fix}`).toMatch(/^[A-Z][^\n]+\. [A-Z][^\n]+\.$/);
  }
});
