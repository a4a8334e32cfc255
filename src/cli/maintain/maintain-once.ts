import { randomBytes } from 'node:crypto';
import {
  defaultPlans,
  type MaintenanceReport,
  type Plan,
  PromptForge,
  PromptForgeError,
  type Storage,
} from '../../index.js';
import { openDatabase } from '../open-database.js';
import type { MaintainArguments } from './maintain-arguments.js';

export interface Round {
  readonly report: MaintenanceReport;
  /** What failed without being thrown: plans that nobody knows, for instance. */
  readonly failures: readonly unknown[];
}

/**
 * Does the upkeep of a database once, on connections of its own, so that whoever repeats it needs no
 * database that is always there.
 * @throws PromptForgeError of what failed first, once all the rest is done.
 */
export async function maintainOnce(
  { target, plans, tokenSeconds, timeZone }: Omit<MaintainArguments, 'everySeconds' | 'json'>,
  signal: AbortSignal,
): Promise<Round> {
  const database = await openDatabase(target, { create: false, signal });
  try {
    const storage = database.storage();
    const failures: unknown[] = [];
    try {
      const forge = new PromptForge({
        storage: leavingAlone(storage, [
          ...(plans === null ? (['retention'] as const) : []),
          ...(tokenSeconds === null ? (['sessions'] as const) : []),
        ]),
        engine: 'rules',
        // No token is issued or verified here.
        session: {
          secret: randomBytes(48),
          ...(tokenSeconds === null ? {} : { maxLifetimeSeconds: tokenSeconds }),
        },
        plans: await plansFor(plans, storage),
        // Those of another zone would all be summed anew, and again by whoever knows the right one.
        analytics: { timeZone: timeZone ?? (await storage.analytics.summed()).timeZone },
        onError: (error) => failures.push(error),
      });
      try {
        const report = await forge.maintain();
        return { report, failures };
      } finally {
        await forge.close();
      }
    } finally {
      // Once more where the forge has done so; where the plans are no good there is none that could.
      await storage.close();
    }
  } finally {
    await database.close();
  }
}

type Task = Parameters<Storage['maintenance']['claim']>[0];

/** The same storage, in which nobody gets to do some of the work: whoever knows what it goes by may, at any time. */
function leavingAlone(storage: Storage, tasks: readonly Task[]): Storage {
  const { maintenance } = storage;
  const claim: Storage['maintenance']['claim'] = async (task, everyMs) =>
    !tasks.includes(task) && maintenance.claim(task, everyMs);
  return {
    ...storage,
    maintenance: {
      claim,
      rollUp: (request) => maintenance.rollUp(request),
      tenants: (request) => maintenance.tenants(request),
      turnMonths: (request) => maintenance.turnMonths(request),
      sweepWindows: (request) => maintenance.sweepWindows(request),
    },
  };
}

async function plansFor(name: MaintainArguments['plans'], { plans: store }: Storage): Promise<readonly Plan[]> {
  if (name === 'default') return defaultPlans;
  if (name === null) return defaultPlans.map((plan) => ({ ...plan, retentionDays: null }));
  const plans = (await store.list()).map(({ value }) => value);
  if (plans.length === 0) {
    throw new PromptForgeError(
      'config_invalid',
      'The database has no plans, so that nothing can be deleted by them. Save them with forge.plans.save(), or use --plans default.',
    );
  }
  // Features are of the application, which alone knows their names; nothing here goes by them.
  return plans.map((plan) => ({ ...plan, features: {} }));
}
