import type { QuotaLimit, QuotaSubject } from '../../src/storage.js';
import { quotaLimit } from '../../src/testing/storage-contract/fixtures/quota-limits.js';

/** A month from now on is longer than any test: no window rolls over in between. */
export function monthlyLimit(
  subject: QuotaSubject,
  meter: QuotaLimit['meter'],
  max: number,
  anchor: number,
): QuotaLimit {
  return quotaLimit(subject, meter, 'month', max, { anchor });
}
