import { describe, expect, it } from 'vitest';
import { injectionBars } from '../../../../bench/safety/injection.js';
import { corporaAbsent, corporaAvailable } from '../../../corpora.js';

const available = corporaAvailable('injection') && corporaAvailable('benign') && corporaAvailable('blns');

describe.skipIf(!available)(`the bars of prompt injection (${corporaAbsent})`, () => {
  it('are kept for every set, hostile and harmless', { timeout: 60_000 }, () => {
    expect(injectionBars().filter(({ kept }) => !kept)).toEqual([]);
  });
});
