import type { Principal } from '../domain/access/principal.js';
import type { Run } from '../domain/runs/run.js';
import type { TelemetryEvent } from '../domain/runs/telemetry-event.js';
import type { ScoreRecord } from '../domain/scores/score.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { RunPage } from '../ports/ledger-store.js';
import type { Storage } from '../ports/storage.js';
import type { AsCaller, Authenticated } from './caller.js';
import { checkedRequest } from './checked-request.js';
import { ownRun } from './own-run.js';

export interface RunListRequest extends Authenticated {
  /** 1 to 100, default 20. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string | null;
}

export interface RunRequest extends Authenticated {
  readonly runId: string;
}

/** The caller's own runs; those of others are not found. */
export interface RunFacet {
  /**
   * Newest first.
   * @throws PromptForgeError `request_invalid` for a limit or cursor that cannot be used.
   */
  list(request: RunListRequest): Promise<RunPage>;
  /** @throws PromptForgeError `run_not_found` */
  get(request: RunRequest): Promise<Run>;
  /** The scores given in a run, in their order. @throws PromptForgeError `run_not_found` */
  scores(request: RunRequest): Promise<readonly ScoreRecord[]>;
  /** What happened in a run, in its order, at most 1,000 events. @throws PromptForgeError `run_not_found` */
  events(request: RunRequest): Promise<readonly TelemetryEvent[]>;
}

const defaultLimit = 20;
const largestLimit = 100;
const eventsOfRun = 1_000;

export function runFacet({ ledger, events }: Storage, asCaller: AsCaller): RunFacet {
  const ofRun = async <T>(
    what: string,
    request: RunRequest,
    task: (caller: Principal, run: Run) => Promise<T>,
  ): Promise<T> => {
    const { token, runId } = checkedRequest(what, request, ['token', 'runId']);
    return asCaller(token, 'runs:read', async (caller) => task(caller, await ownRun(ledger, caller, runId)));
  };
  return Object.freeze<RunFacet>({
    list: async (request) => {
      const fields = ['token', 'limit', 'after'];
      const { token, limit = defaultLimit, after = null } = checkedRequest('runs.list()', request, fields);
      return asCaller(token, 'runs:read', async (caller) => {
        if (!Number.isInteger(limit) || limit < 1 || limit > largestLimit) {
          throw new PromptForgeError('request_invalid', `limit must be a whole number from 1 to ${largestLimit}.`);
        }
        return ledger.list(caller, { userId: caller.userId, limit, after });
      });
    },
    get: (request) => ofRun('runs.get()', request, async (_caller, run) => run),
    scores: (request) => ofRun('runs.scores()', request, (caller, { id }) => ledger.scores(caller, id)),
    events: (request) =>
      ofRun('runs.events()', request, (caller, { id }) =>
        events.ofRun(caller, { runId: id, after: 0, limit: eventsOfRun }),
      ),
  });
}
