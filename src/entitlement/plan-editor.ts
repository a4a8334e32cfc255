import type { Plan } from '../domain/plans/plan.js';
import type { Versioned } from '../domain/plans/subscription.js';
import { carriedForward } from '../domain/plans/subscription-at.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import type { PlanStore } from '../ports/plan-store.js';
import type { SubscriptionStore } from '../ports/subscription-store.js';
import { planUnknown } from './catalogue.js';
import { everySubscription } from './every-subscription.js';
import { frozenPlan, planSchema } from './plan-schema.js';
import { schemaProblems } from './schema-problems.js';
import type { StoredCatalogue } from './stored-catalogue.js';

export interface PlanEditorParts {
  readonly store: PlanStore;
  readonly subscriptions: SubscriptionStore;
  readonly features: readonly string[];
  readonly clock: Clock;
  /** The catalogue in the storage; null when the host has brought its own. */
  readonly catalogue: StoredCatalogue | null;
}

/** Changes the catalogue in the storage. */
export class PlanEditor {
  readonly #parts: PlanEditorParts;

  constructor(parts: PlanEditorParts) {
    this.#parts = parts;
  }

  async stored(): Promise<readonly Versioned<Plan>[]> {
    this.#catalogue();
    return this.#parts.store.list();
  }

  async save(plan: Plan, expectedVersion: number): Promise<Versioned<Plan>> {
    const catalogue = this.#catalogue();
    requireVersion(expectedVersion, 0);
    const parsed = planSchema(this.#parts.features).safeParse(plan);
    if (!parsed.success) {
      throw new PromptForgeError('request_invalid', `The plan is not of its shape. ${schemaProblems(parsed.error)}.`);
    }
    const value = frozenPlan(parsed.data);
    try {
      const saved = await this.#parts.store.save(value, expectedVersion);
      if (saved.outcome === 'saved') return Object.freeze({ value, version: saved.version });
    } finally {
      catalogue.forget();
    }
    throw conflict();
  }

  async remove(planId: string, expectedVersion: number): Promise<void> {
    const catalogue = this.#catalogue();
    requireVersion(expectedVersion, 1);
    const stored = await this.#parts.store.list();
    const found = stored.find(({ value }) => value.id === planId);
    if (found === undefined)
      throw planUnknown(
        stored.map(({ value }) => value),
        planId,
      );
    if (found.version !== expectedVersion) throw conflict();
    if (stored[0]?.value.id === planId) {
      throw new PromptForgeError(
        'request_invalid',
        'The first plan of the catalogue is the one of everybody without a subscription, and cannot be removed. Save it with other limits instead.',
      );
    }
    const tenants = await this.#tenantsOn(planId);
    if (tenants > 0) {
      throw new PromptForgeError(
        'subscription_state_invalid',
        `Subscriptions are on this plan, or are to go over to it: ${tenants}. Put them on another one first.`,
        { details: { plan: planId, tenants } },
      );
    }
    try {
      const { outcome } = await this.#parts.store.remove(planId, expectedVersion);
      if (outcome === 'removed') return;
    } finally {
      catalogue.forget();
    }
    throw conflict();
  }

  /** How many are on a plan or are to go over to it. Those that have ended, by themselves too, do not count. */
  async #tenantsOn(planId: string): Promise<number> {
    const { subscriptions, clock } = this.#parts;
    let tenants = 0;
    for await (const { value } of everySubscription(subscriptions)) {
      const current = carriedForward(value, clock.now());
      const isOn = current.status !== 'canceled' && [current.planId, current.nextPlanId].includes(planId);
      if (isOn) tenants += 1;
    }
    return tenants;
  }

  #catalogue(): StoredCatalogue {
    if (this.#parts.catalogue !== null) return this.#parts.catalogue;
    throw new PromptForgeError(
      'config_invalid',
      "The catalogue is in code: change the plans option. To keep it in the storage, and change it while all goes on, pass plans: 'stored'.",
    );
  }
}

function requireVersion(version: unknown, least: number): void {
  if (typeof version === 'number' && Number.isSafeInteger(version) && version >= least) return;
  throw new PromptForgeError(
    'request_invalid',
    `expectedVersion must be the version that forge.plans.stored() told${least === 0 ? ', or 0 for a plan that is not there yet' : ''}.`,
  );
}

function conflict(): PromptForgeError {
  return new PromptForgeError(
    'storage_conflict',
    'The plan was saved or removed by somebody else in the meantime. Read forge.plans.stored() again and decide anew.',
  );
}
