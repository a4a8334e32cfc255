import type { TenantScope } from '../domain/access/principal.js';
import type { Plan } from '../domain/plans/plan.js';
import { type CatalogueSource, catalogueInCode } from '../entitlement/catalogue.js';
import { knownPlan } from '../entitlement/known-plan.js';
import type { PlanEditor } from '../entitlement/plan-editor.js';
import { PlanOfTenant, type ResolvedPlan } from '../entitlement/plan-of-tenant.js';
import { StoredCatalogue } from '../entitlement/stored-catalogue.js';
import type { Settings } from '../options.js';
import { lastKnown } from '../quota/last-known.js';
import { timer } from '../quota/later.js';
import type { LedgerInFront } from '../quota/ledger-in-front.js';
import { withinWait } from '../quota/within-wait.js';

export interface PlanSources {
  readonly catalogue: CatalogueSource;
  /** Changes the catalogue, if it is in the storage. */
  readonly editor: () => Promise<PlanEditor>;
  readonly plans: PlanOfTenant;
  /** The same, for calls that may be let in while the storage is away. */
  readonly plansInUse: Pick<PlanOfTenant, 'resolve'>;
  /** Null for a tenant whose plan is not in the catalogue, of which the host is told. */
  readonly planOf: (scope: TenantScope) => Promise<Plan | null>;
}

/** Where plans come from: which there are, and who is on which. */
export function planSources(settings: Settings, front: LedgerInFront): PlanSources {
  const { storage, planCacheMs, clock, onError } = settings;
  const { catalogue, editor } = catalogueParts(settings);
  const plans = new PlanOfTenant({
    store: { load: (scope) => inTime(settings, storage.subscriptions.load(scope)) },
    catalogue,
    cacheMs: planCacheMs,
    clock,
  });
  return {
    catalogue,
    editor,
    plans,
    plansInUse: plansDuringOutages(settings, plans, catalogue, front),
    planOf: (scope) => knownPlan(plans, scope, (error) => onError(error, { during: 'maintain' })),
  };
}

function catalogueParts(settings: Settings) {
  const { storage, plans, features, planCacheMs, clock, onError } = settings;
  const { plans: store, subscriptions } = storage;
  const report = (error: unknown) => onError(error, { during: 'plans' });
  // Loaded by those alone who change plans.
  const editorWith = (catalogue: StoredCatalogue | null) => async (): Promise<PlanEditor> => {
    const { PlanEditor } = await import('../entitlement/plan-editor.js');
    return new PlanEditor({ store, subscriptions, features, clock, catalogue });
  };
  if (plans !== 'stored') return { catalogue: catalogueInCode(plans), editor: editorWith(null) };
  const inStorage = { list: () => inTime(settings, store.list()) };
  const catalogue = new StoredCatalogue({ store: inStorage, features, cacheMs: planCacheMs, clock, report });
  return { catalogue, editor: editorWith(catalogue) };
}

/** A call that asks for a plan waits no longer for it than for its turn. */
function inTime<T>({ quota }: Settings, reading: Promise<T>): Promise<T> {
  return withinWait(reading, quota.maxWaitMs, timer);
}

/** Who is let in while the storage is away is on the plan that was known last, or else on the first. */
function plansDuringOutages(
  { quota }: Settings,
  plans: PlanOfTenant,
  catalogue: CatalogueSource,
  front: LedgerInFront,
): Pick<PlanOfTenant, 'resolve'> {
  if (quota.whenUnavailable === 'refuse') return plans;
  const firstPlan = async (): Promise<ResolvedPlan> => {
    const [plan] = (catalogue.current() ?? (await catalogue.read())).plans;
    return { plan, subscription: null, state: 'none' };
  };
  const resolve = lastKnown({
    load: (scope) => plans.resolve(scope),
    fallback: firstPlan,
    isAway: () => front.isAway(),
    noteAway: (error) => front.noteAway(error),
  });
  return { resolve };
}
