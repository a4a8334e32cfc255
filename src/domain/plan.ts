/** What a plan can switch on. Each name gates something that exists. */
export const features = ['gpt_editor', 'analytics'] as const;
export type Feature = (typeof features)[number];

/** Limits of a plan; null means there is no such limit. */
export interface PlanLimits {
  readonly userCallsPerHour: number | null;
  readonly userCallsPerMonth: number | null;
  readonly orgTokensPerMonth: number | null;
  /** Micro-dollars. */
  readonly orgCostMicrosPerMonth: number | null;
}

export interface Plan {
  readonly id: string;
  readonly title: string;
  readonly limits: PlanLimits;
  readonly features: Readonly<Record<Feature, boolean>>;
  /** Days for which runs, events and bundles are kept; daily sums stay. Null keeps them for good. */
  readonly retentionDays: number | null;
}

const everything = Object.freeze({ gpt_editor: true, analytics: true });

function callsOnly(userCallsPerHour: number, userCallsPerMonth: number): PlanLimits {
  return Object.freeze({ userCallsPerHour, userCallsPerMonth, orgTokensPerMonth: null, orgCostMicrosPerMonth: null });
}

/** The catalogue used when the host brings none. The first plan is the one of a tenant without a subscription. */
export const defaultPlans: readonly [Plan, ...Plan[]] = Object.freeze([
  Object.freeze({ id: 'pilot', title: 'Pilot', limits: callsOnly(10, 50), features: everything, retentionDays: 30 }),
  Object.freeze({ id: 'pro', title: 'Pro', limits: callsOnly(50, 1_000), features: everything, retentionDays: 90 }),
  Object.freeze({
    id: 'enterprise',
    title: 'Enterprise',
    limits: callsOnly(100, 50_000),
    features: everything,
    retentionDays: 365,
  }),
]);
