import { type CheckReport, type CheckSuite, PromptForgeError } from '../index.js';
import { allChecks } from './all-checks.js';
import { type Check, fullNameOf } from './check.js';
import { checkScore, countBySuite } from './check-score.js';
import { type CheckTarget, reachable } from './check-target.js';
import { type ChecksOptions, checkSettings } from './checks-options.js';
import { type CheckChoice, leftOut } from './chosen-checks.js';
import { compareReports } from './compare-reports.js';
import { requestGate } from './request-gate.js';
import { type CheckEventListener, runChecks } from './run-checks.js';
import { testTenant } from './test-tenant.js';

export interface CheckRunRequest extends CheckChoice {
  /** Stands in where the options name no target. */
  readonly target?: CheckTarget;
  /** As the option, where that is not given. */
  readonly handlerUrl?: string;
  /** Breaks the run off: what was made for it is erased all the same. */
  readonly signal?: AbortSignal;
  /** Told how far the run has come. What it throws breaks the run off, and is what `run()` rejects with. */
  readonly onEvent?: CheckEventListener;
}

/** A check, as lists show it. */
export interface CheckListing {
  readonly name: string;
  readonly suite: CheckSuite;
  readonly title: string;
  readonly usesModel: boolean;
}

/** Checks of a PromptForge that is mounted somewhere. */
export interface Checks {
  /** All of them, in the order in which they are run. */
  readonly list: readonly CheckListing[];
  /** Whether a run is under way in this process. */
  readonly isRunning: boolean;
  /**
   * Runs checks, and resolves with the report whatever they find. One run at a time.
   * @throws PromptForgeError `checks_running` while another run is under way, `request_invalid` for names of checks
   * that do not exist, `config_invalid` without a target that can be checked, and what making the users of the run
   * fails with.
   */
  run(request?: CheckRunRequest): Promise<CheckReport>;
}

/**
 * Checks of a mounted PromptForge, safe on a system that is in use: few requests, by users that are made for
 * the run and erased afterwards.
 * @throws PromptForgeError `config_invalid`
 */
export function createChecks(options: ChecksOptions): Checks {
  const { forge, tokenFor = null, store = true } = options;
  const settings = checkSettings(options);
  const checks = allChecks(options.checks ?? [], settings);
  const list = checks.map((check) => Object.freeze(listingOf(check)));
  let isRunning = false;

  async function run({ signal, onEvent = () => {}, ...asked }: CheckRunRequest): Promise<CheckReport> {
    const target = options.target ?? asked.target;
    if (target === undefined) {
      throw new PromptForgeError('config_invalid', 'Tell the checks what to check: target is a handler or a URL.');
    }
    const chosen = leftOut(checks, asked);
    const reached = reachable(target, options.handlerUrl ?? asked.handlerUrl ?? 'http://localhost/api');
    const id = crypto.randomUUID();
    const startedAt = Date.now();
    const begin = performance.now();
    const gate = requestGate(settings.maxRequests, settings.concurrency);
    const tenant = await testTenant({ forge, runId: id, tokenFor });
    const never = new AbortController();
    const cleanUp = () =>
      tenant.cleanUp().then(
        () => true,
        () => false,
      );
    let made = 0;
    const outcomes = await runChecks({
      checks,
      leftOut: chosen,
      onEvent,
      target: reached,
      tenant,
      gate,
      settings,
      signal: signal ?? never.signal,
      nextRequestId: () => `check-${id.slice(0, 8)}-${++made}`,
      routes: { read: null },
    }).catch(async (error: unknown) => {
      await cleanUp();
      throw error;
    });
    const isCleanedUp = await cleanUp();
    const suites = countBySuite(outcomes);
    const found = {
      id,
      startedAt,
      milliseconds: Math.round(performance.now() - begin),
      target: reached.shown,
      isComplete: signal?.aborted !== true,
      requests: gate.requests,
      score: checkScore(suites),
      suites,
      outcomes,
      isCleanedUp,
    };
    if (!store) return { ...found, comparison: null };
    const previous = await forge.checkReports.latest();
    const report = { ...found, comparison: previous === null ? null : compareReports(previous, found) };
    // What was broken off says nothing about the checks that it never came to.
    if (report.isComplete) await forge.checkReports.save({ report });
    return report;
  }

  return {
    list,
    get isRunning() {
      return isRunning;
    },
    async run(request = {}) {
      if (isRunning) {
        throw new PromptForgeError(
          'checks_running',
          'A run of the checks is under way in this process. Wait for its end.',
        );
      }
      isRunning = true;
      try {
        return await run(request);
      } finally {
        isRunning = false;
      }
    },
  };
}

function listingOf(check: Check): CheckListing {
  const { suite, title, usesModel = false } = check;
  return { name: fullNameOf(check), suite, title, usesModel };
}
