import type { Permission } from '../domain/access/permission.js';
import type { Principal, PrincipalKey } from '../domain/access/principal.js';
import type { Feature } from '../domain/plans/plan.js';
import type { Amounts, QuotaLimit } from '../domain/quota/quota-window.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import { assertKnown } from '../entitlement/known-features.js';
import type { PlanOfTenant, ResolvedPlan } from '../entitlement/plan-of-tenant.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { type QuotaStatus, quotaStatus } from '../pipeline/run-result.js';
import type { LedgerInFront } from '../quota/ledger-in-front.js';
import { callRefused } from '../quota/quota-refused.js';
import type { Unrecorded } from '../quota/unrecorded-journal.js';
import { windowsFor } from '../quota/windows-for.js';
import type { AsCaller, Authenticated, Working } from './caller.js';

/** Who a call is counted for: what `forge.sessions.verify()` answers, or as much of it. */
export type QuotaPrincipal = Pick<Principal, 'orgId' | 'userId' | 'apiKey'>;

/** With a token, or on the trusted side of the host with a principal. */
export type QuotaCaller =
  | (Authenticated & { readonly principal?: never })
  | { readonly principal: QuotaPrincipal; readonly token?: never };

export type ConsumeRequest = QuotaCaller & {
  /** How many calls it counts as: a heavy one may count as several. Default: 1. */
  readonly calls?: number;
  /** Default: 0. */
  readonly tokens?: number;
  /** Micro-dollars. Default: 0. */
  readonly cost?: number;
  /** Refused to those whose plan does not include it. Default: everybody may. */
  readonly feature?: Feature;
};

export interface QuotaAnswer {
  /** The windows of the plan; none while the storage is away and calls are let in unasked. */
  readonly quota: readonly QuotaStatus[];
}

/** The limits of the plan, for what the host does besides runs. */
export interface QuotaFacet {
  /**
   * Takes an amount from every window of the plan, or from none. A call cannot be given back. Whoever
   * comes with a token needs the permission `quota:consume`; of a principal, nothing more is asked.
   * @throws PromptForgeError `quota_exceeded` with what is left and when to come back,
   * `plan_feature_missing`, `permission_denied`, `request_invalid`, `overloaded`, and those of session and storage.
   */
  consume(request: ConsumeRequest): Promise<QuotaAnswer>;
  /** What is left. Changes nothing. */
  peek(request: QuotaCaller): Promise<QuotaAnswer>;
  /**
   * What was let in while the storage was away, with `quota: { whenUnavailable: 'admit' }`, and is
   * not recorded yet. It is in the memory of this process alone.
   */
  unrecorded(): Unrecorded;
}

export interface QuotaFacetParts {
  readonly plans: Pick<PlanOfTenant, 'resolve'>;
  readonly front: LedgerInFront;
  /** The names of all features there are. */
  readonly features: readonly string[];
  readonly asCaller: AsCaller;
  readonly working: Working;
}

/** Stands for all callers without an API key. */
const people = {};

const requestKeys: ReadonlySet<string> = new Set(['token', 'principal', 'calls', 'tokens', 'cost', 'feature']);

export function quotaFacet({ plans, front, features, asCaller, working }: QuotaFacetParts): QuotaFacet {
  /** The same list for the same plan, so that what is keyed by it is worked out once. */
  const limitsKnown = new WeakMap<ResolvedPlan, WeakMap<object, readonly QuotaLimit[]>>();

  const asWhom = <T>(
    request: QuotaCaller,
    permission: Permission,
    task: (caller: QuotaPrincipal) => Promise<T>,
  ): Promise<T> => {
    if (request?.principal === undefined) return asCaller(request?.token, permission, task);
    const { orgId, userId, apiKey } = request.principal ?? {};
    return working(async () => {
      const isCaller = isIdentifier(orgId) && isIdentifier(userId) && (apiKey === undefined || isPrincipalKey(apiKey));
      if (request.token === undefined && isCaller) {
        return task(apiKey === undefined ? { orgId, userId } : { orgId, userId, apiKey });
      }
      throw new PromptForgeError(
        'request_invalid',
        'Give a token, or a principal with the orgId and the userId of the caller, as sessions.verify() answers it.',
      );
    });
  };

  const limitsOf = async (caller: QuotaPrincipal, feature: Feature | undefined) => {
    const resolved = await plans.resolve(caller);
    const { plan, subscription } = resolved;
    if (feature !== undefined) requireFeature(plan, feature);
    const known = limitsKnown.get(resolved) ?? new WeakMap<object, readonly QuotaLimit[]>();
    limitsKnown.set(resolved, known);
    const limits = known.get(caller.apiKey ?? people) ?? windowsFor(plan, subscription, caller.apiKey);
    known.set(caller.apiKey ?? people, limits);
    return { plan, limits };
  };

  return Object.freeze<QuotaFacet>({
    consume: (request) =>
      asWhom(request, 'quota:consume', async (caller) => {
        const { feature } = request;
        if (feature !== undefined) assertKnown(features, feature);
        const amounts = amountsOf(request);
        const { plan, limits } = await limitsOf(caller, feature);
        const answer = await front.ledger.consume(caller, { userId: caller.userId, limits, amounts });
        if (answer.outcome === 'refused') throw callRefused(answer, plan.title);
        return { quota: quotaStatus(answer.windows) };
      }),
    peek: (request) =>
      asWhom(request, 'plan:read', async (caller) => {
        const { limits } = await limitsOf(caller, undefined);
        return { quota: quotaStatus(await front.ledger.peek(caller, { userId: caller.userId, limits })) };
      }),
    unrecorded: () => front.unrecorded(),
  });
}

/** As `sessions.verify()` answers it: anything else would not be counted, without a word. */
function isPrincipalKey(value: unknown): value is PrincipalKey {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('limits' in value)) return false;
  return isIdentifier(value.id) && Array.isArray(value.limits);
}

function amountsOf(request: ConsumeRequest): Amounts {
  const { calls = 1, tokens = 0, cost = 0 } = request;
  const isUsable = [calls, tokens, cost].every((amount) => Number.isSafeInteger(amount) && amount >= 0);
  // What was meant by a misspelt name would not be counted, without a word.
  if (isUsable && Object.keys(request).every((key) => requestKeys.has(key))) return { calls, tokens, cost };
  throw new PromptForgeError(
    'request_invalid',
    'quota.consume() takes token or principal, feature, calls, tokens and cost (in micro-dollars), the last three whole ' +
      'numbers of 0 or more, and nothing else.',
  );
}
