import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pricesFile, type ReconcileReport, type StripeClient, stripeBilling } from '../../../adapters/stripe/index.js';
import { PromptForgeError, type Storage } from '../../index.js';
import type { DatabaseTarget } from '../database-target.js';
import { openDatabase } from '../open-database.js';
import { differenceLine, isOpen } from './stripe-report.js';
import { storedSubscriptions } from './stripe-subscriptions.js';

export interface StripeReconcileOptions {
  readonly target: DatabaseTarget;
  /** Path of the file of prices. */
  readonly prices: string;
  readonly repair: boolean;
  readonly json: boolean;
  readonly stripe: StripeClient;
}

/** Tells a script that something differs still. */
const differsExitCode = 3;

/** Compares every tenant of a database with Stripe. @returns the exit code. */
export async function stripeReconcile(
  { target, prices, repair, json, stripe }: StripeReconcileOptions,
  print: (text: string) => void,
  signal: AbortSignal,
): Promise<number> {
  const file = pricesFile(await textOf(prices));
  const database = await openDatabase(target, { create: false, signal });
  const failures: unknown[] = [];
  let report: ReconcileReport;
  try {
    const storage = database.storage();
    try {
      report = await billing(storage, stripe, file, failures).reconcile({ repair });
    } finally {
      await storage.close();
    }
  } finally {
    await database.close();
  }
  if (json) print(JSON.stringify({ database: target.shown, ...report }, null, 2));
  else print(asText(target, report, failures));
  if (!report.complete || report.failed > 0) return 1;
  return report.differences.some(isOpen) ? differsExitCode : 0;
}

function billing(
  storage: Storage,
  stripe: StripeClient,
  { prices, usage }: ReturnType<typeof pricesFile>,
  failures: unknown[],
) {
  return stripeBilling({
    forge: {
      subscriptions: storedSubscriptions(storage),
      // The catalogue lies with the application: whether it has what is paid for cannot be looked at here.
      plans: { list: async () => [] },
      reportError: (error) => failures.push(error),
    },
    storage,
    stripe,
    // No webhook comes here; a secret that nobody knows would not let one in.
    webhookSecret: `whsec_${randomBytes(32).toString('hex')}`,
    prices,
    usage,
    onError: (error) => failures.push(error),
  });
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new PromptForgeError('request_invalid', 'The file named by --prices cannot be read. Check its path.');
  }
}

function asText({ shown }: DatabaseTarget, report: ReconcileReport, failures: readonly unknown[]): string {
  const { tenants, failed, complete, differences } = report;
  const told = failures.map((error) => (PromptForgeError.is(error) ? `${error.code}: ${error.message}` : 'internal'));
  const lines = [
    `Database ${shown}`,
    '',
    ...differences.map(differenceLine),
    ...[...new Set(told)].map((line) => `told      ${line}`),
    ...(differences.length + told.length > 0 ? [''] : []),
    `${tenants} looked at, ${differences.length} found to differ, ${failed} failed.`,
  ];
  return [...lines, ...(complete ? [] : ['Not everything could be looked at; run it again.'])].join('\n');
}
