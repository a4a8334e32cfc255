import { postgresStorage } from '../../adapters/postgres/index.js';
import type { QuotaLimit, ReserveResult } from '../../src/storage.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { byCallers } from './by-callers.js';
import { beginTogether } from './worker.js';

export interface ReservingTask {
  readonly connectionString: string;
  readonly orgId: string;
  readonly limits: readonly QuotaLimit[];
  readonly calls: number;
  readonly callers: number;
  readonly maxConnections: number;
}

/** How many reservations ended in which way. */
export type ReservingAnswer = Readonly<Partial<Record<ReserveResult['outcome'], number>>>;

const task: ReservingTask = JSON.parse(process.argv[2] ?? '');
const { connectionString, maxConnections, orgId, limits } = task;
const storage = postgresStorage({ connectionString, maxConnections });
const outcomes: Partial<Record<ReserveResult['outcome'], number>> = {};
let left = task.calls;

await beginTogether(storage);
await byCallers(task.callers, async () => {
  if (left === 0) return false;
  left -= 1;
  const { outcome } = await storage.ledger.reserve({ orgId }, reservation({ userId: `user-${left % 10}`, limits }));
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return true;
});
await storage.close();
console.log(JSON.stringify(outcomes satisfies ReservingAnswer));
process.exit();
