import { isIdentifier } from '../domain/is-identifier.js';
import type { Plan } from '../domain/plan.js';
import type { Subscription } from '../domain/subscription.js';
import type { PlanOfTenant } from '../entitlement/plan-of-tenant.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { type QuotaStatus, quotaStatus } from '../pipeline/optimize-result.js';
import type { LedgerStore } from '../ports/ledger-store.js';
import { windowsFor } from '../quota/windows-for.js';
import type { AsCaller, Authenticated, Working } from './caller.js';

/** The plan of a caller and how much of it is left. */
export interface PlanUsage {
  readonly plan: Plan;
  readonly quota: readonly QuotaStatus[];
}

export interface PlanFacet {
  /** The catalogue. */
  list(): readonly Plan[];
  /**
   * Puts an organization on a plan at once. For the trusted side of the host: no token is asked for.
   * @throws PromptForgeError `plan_unknown`, `request_invalid`, `storage_conflict`
   */
  assign(request: { readonly orgId: string; readonly planId: string }): Promise<Subscription>;
  /** The plan of the caller and what is left of it. */
  usage(request: Authenticated): Promise<PlanUsage>;
}

export interface PlanFacetParts {
  readonly catalogue: readonly Plan[];
  readonly plans: PlanOfTenant;
  readonly ledger: LedgerStore;
  readonly asCaller: AsCaller;
  readonly working: Working;
}

export function planFacet({ catalogue, plans, ledger, asCaller, working }: PlanFacetParts): PlanFacet {
  return Object.freeze<PlanFacet>({
    list: () => catalogue,
    assign: ({ orgId, planId }) =>
      working(async () => {
        if (isIdentifier(orgId)) return plans.assign({ orgId }, planId);
        throw new PromptForgeError(
          'request_invalid',
          'orgId must be a string of 1 to 255 characters without control characters.',
        );
      }),
    usage: ({ token }) =>
      asCaller(token, async (caller) => {
        const { plan, subscription } = await plans.resolve(caller);
        const limits = windowsFor(plan, subscription);
        const windows = await ledger.peek(caller, { userId: caller.userId, limits });
        return { plan, quota: quotaStatus(windows) };
      }),
  });
}
