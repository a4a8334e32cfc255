import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { versionOrder } from '../../../../src/domain/text/semantic-version.js';

/** Precedence as semver.org tells it in prose, without any key: the oracle. */
function precedence(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  for (const index of [0, 1, 2]) {
    const difference = compareNumbers(left.core[index] ?? '', right.core[index] ?? '');
    if (difference !== 0) return difference;
  }
  if (left.pre === null || right.pre === null) return Number(left.pre === null) - Number(right.pre === null);
  for (let index = 0; index < Math.max(left.pre.length, right.pre.length); index += 1) {
    const [one, other] = [left.pre[index], right.pre[index]];
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    const difference = compareIdentifiers(one, other);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parse(version: string) {
  const dash = version.indexOf('-');
  const core = (dash === -1 ? version : version.slice(0, dash)).split('.');
  return { core, pre: dash === -1 ? null : version.slice(dash + 1).split('.') };
}

function compareNumbers(a: string, b: string): number {
  const [one, other] = [BigInt(a), BigInt(b)];
  return one < other ? -1 : Number(one > other);
}

function compareIdentifiers(a: string, b: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber && isOtherNumber) return compareNumbers(a, b);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

const number = fc.oneof(
  fc.nat({ max: 12 }).map(String),
  fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
  fc.constantFrom('0', '9', '10', '99', '100'),
);
const word = fc.stringMatching(/^[0-9A-Za-z-]{1,4}$/).filter((text) => !/^0\d+$/.test(text));
const identifier = fc.oneof(number, word, fc.constantFrom('a', 'a-', 'a0', 'A', '-', 'alpha', '1a'));
const version = fc
  .tuple(number, number, number, fc.option(fc.array(identifier, { minLength: 1, maxLength: 3 })))
  .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre === null ? '' : `-${pre.join('.')}`}`);

describe('the order of versions', () => {
  test('is precedence, for any two versions', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const bytes = Buffer.compare(Buffer.from(versionOrder(a) ?? ''), Buffer.from(versionOrder(b) ?? ''));
        expect([versionOrder(a), versionOrder(b)]).not.toContain(null);
        expect(Math.sign(bytes)).toBe(precedence(a, b));
      }),
      { numRuns: 5_000 },
    );
  });

  test('is precedence, for two versions that differ in one identifier alone', () => {
    fc.assert(
      fc.property(fc.array(identifier, { maxLength: 2 }), identifier, identifier, (shared, a, b) => {
        const [one, other] = [a, b].map((last) => `1.0.0-${[...shared, last].join('.')}`) as [string, string];
        const bytes = Buffer.compare(Buffer.from(versionOrder(one) ?? ''), Buffer.from(versionOrder(other) ?? ''));
        expect(Math.sign(bytes)).toBe(precedence(one, other));
      }),
      { numRuns: 5_000 },
    );
  });

  test('is the one of the example in the specification', () => {
    const ascending = ['alpha', 'alpha.1', 'alpha.beta', 'beta', 'beta.2', 'beta.11', 'rc.1'].map(
      (pre) => `1.0.0-${pre}`,
    );
    const versions = [...ascending, '1.0.0', '2.0.0', '2.1.0', '2.1.1'];
    const keys = versions.map(versionOrder);
    expect(keys.toSorted()).toEqual(keys);
  });

  test('tells any two versions apart, and is printable ASCII', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(versionOrder(a) === versionOrder(b)).toBe(a === b);
        expect(versionOrder(a)).toMatch(/^[!-~]+$/);
      }),
    );
  });

  test.each([
    '',
    '1',
    '1.2',
    '1.2.3.4',
    'v1.2.3',
    '01.2.3',
    '1.2.03',
    '1..3',
    '1.2.3-',
    '1.2.3-a..b',
    '1.2.3-01',
    '1.2.3-ä',
    '1.2.3+build',
    '1.2.3-a+build',
    ' 1.2.3',
    '1.2.3\n',
    '１.2.3',
    `1.2.${'9'.repeat(300)}`,
  ])('is not there for %j, which is no version', (text) => {
    expect(versionOrder(text)).toBeNull();
  });

  test('is found in no time for hostile text', () => {
    const started = performance.now();
    for (const text of ['1'.repeat(1e6), `1.2.3-${'a-'.repeat(5e5)}`, '.'.repeat(1e6)])
      expect(versionOrder(text)).toBeNull();
    // It is done in less than a millisecond, and were it looked at with a square, in minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
