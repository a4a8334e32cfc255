import { expect, test } from 'vitest';
import { forgeToCheck } from '../fixtures/forge-to-check.js';

test('a healthy host passes all checks', async () => {
  const { checksOf } = forgeToCheck();
  const report = await checksOf().run();
  console.log(
    report.outcomes.map((o) => `${o.status} ${o.name} ${o.milliseconds} ${o.reason ?? ''}`).join('\n'),
    report.requests,
    report.score,
    report.milliseconds,
    report.isCleanedUp,
  );
  expect(report.outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
});
