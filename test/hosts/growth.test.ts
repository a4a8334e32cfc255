import { expect, test } from 'vitest';
import { seededRandom } from '../../src/testing/storage-contract/fixtures/seeded-random.js';
import { bytesPerRequest } from './load/growth.js';

const random = seededRandom(20_261_130);

/** Forty samples of a server that warms up in the first 5,000 of 10,000 requests, with 150 kB of noise. */
function samplesOf(leak: number) {
  return Array.from({ length: 40 }, (_, index) => {
    const requests = (index + 1) * 250;
    const warm = Math.min(requests, 5_000) * 1_000;
    return { requests, bytes: 60_000_000 + warm + requests * leak + random.integer(150_000) };
  });
}

test.each([0, 300, 2_000])('a leak of %i bytes in each request is measured, whatever the warm-up was', (leak) => {
  const measured = bytesPerRequest(samplesOf(leak));
  expect(Math.abs(measured - leak)).toBeLessThan(60);
});
