import { expect, test } from 'vitest';
import { personalDataBars } from '../../../../bench/safety/personal-data.js';
import { corporaAbsent, corporaAvailable } from '../../../corpora.js';

const present = corporaAvailable('pii') && corporaAvailable('benign') && corporaAvailable('blns');

test.skipIf(!present)(`the bars of personal data are kept (${corporaAbsent})`, () => {
  const bars = personalDataBars();
  expect(bars.length).toBeGreaterThan(8);
  expect(bars.filter(({ kept }) => !kept)).toEqual([]);
  for (const { cases } of bars) expect(cases).toBeGreaterThan(8);
});
