import type { Meter, Period, QuotaSubject } from '../quota/quota-window.js';

/** What a plan can switch on, and what each name stands for. */
export const featureMeanings = {
  gpt_editor: 'optimizing, scoring and comparing prompts: POST /gpt-editor, /score and /compare',
  live_test: 'running a prompt against test cases with a model: POST /gpt-test',
  all_modules: 'every module of the library, not only those of the first plan',
  export_txt: 'exporting a run as plain text',
  export_md: 'exporting a run as Markdown',
  export_json: 'exporting a run as JSON',
  export_zip: 'exporting a run as a zip archive',
  api_keys: 'API keys for server-to-server use',
  analytics: 'figures of runs, live and as files: `forge.analytics`, GET /analytics/... and /dashboard',
  team: 'more than one seat',
  custom_models: 'models other than the one of the host',
} as const;

/** The features every catalogue knows. */
export type BuiltInFeature = keyof typeof featureMeanings;

/**
 * Features of the host's own. Add yours by declaration merging, and list them in the `features`
 * option: `declare module 'promptforge' { interface HostFeatures { white_label: true } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be added to.
export interface HostFeatures {}

export type HostFeature = keyof HostFeatures & string;
export type Feature = BuiltInFeature | HostFeature;

export const builtInFeatures = Object.keys(featureMeanings) as readonly BuiltInFeature[];

/** A limit of a plan: how much of something a user, or an organization, may use within a period. */
export interface PlanLimit {
  readonly subject: QuotaSubject;
  readonly meter: Meter;
  readonly period: Period;
  /** Calls, tokens, or micro-dollars. A whole number, 0 or more. */
  readonly max: number;
  /** Default: `fixed`. See {@link QuotaLimit}. */
  readonly algorithm?: 'fixed' | 'sliding';
}

/** What a plan costs. PromptForge charges nobody by it: it serves hints of proration, and figures. */
export interface PlanPrice {
  /** Of one seat, in the smallest unit of the currency. */
  readonly unitAmount: number;
  /** ISO 4217, in lower case. */
  readonly currency: string;
  readonly interval: 'month' | 'year';
}

export interface Plan {
  readonly id: string;
  readonly title: string;
  /** Each subject, meter and period at most once. What is not limited is not listed. */
  readonly limits: readonly PlanLimit[];
  /** What is not named is switched off. */
  readonly features: Readonly<Partial<Record<Feature, boolean>>>;
  /** The most seats a subscription may have; null means any number. */
  readonly seats: number | null;
  /** Days for which a new subscription may be tried; 0 means that there is no trial. */
  readonly trialDays: number;
  /** Days for which a subscription whose payment failed keeps its plan. */
  readonly graceDays: number;
  /** Null when it is not known here, as when a billing provider sets it. */
  readonly price: PlanPrice | null;
  /** Days for which runs, events and bundles are kept; daily sums stay. Null keeps them for good. */
  readonly retentionDays: number | null;
}

/** A catalogue. Its order is that of its plans' worth, smallest first; the first is everybody's. */
export type Catalogue = readonly [Plan, ...Plan[]];

const smallest = ['gpt_editor', 'analytics', 'export_txt', 'export_md'] as const satisfies readonly BuiltInFeature[];
const middle = [...smallest, 'live_test', 'all_modules', 'export_json', 'api_keys', 'team'] as const;

function callsPerUser(perHour: number, perMonth: number): readonly PlanLimit[] {
  return Object.freeze([
    Object.freeze({ subject: 'user', meter: 'calls', period: 'hour', max: perHour }),
    Object.freeze({ subject: 'user', meter: 'calls', period: 'month', max: perMonth }),
  ] as const);
}

function only(features: readonly BuiltInFeature[]): Plan['features'] {
  return Object.freeze(Object.fromEntries(builtInFeatures.map((name) => [name, features.includes(name)])));
}

/** The catalogue used when the host brings none. */
export const defaultPlans: Catalogue = Object.freeze([
  Object.freeze({
    id: 'pilot',
    title: 'Pilot',
    limits: callsPerUser(10, 50),
    features: only(smallest),
    seats: 1,
    trialDays: 0,
    graceDays: 0,
    price: null,
    retentionDays: 30,
  }),
  Object.freeze({
    id: 'pro',
    title: 'Pro',
    limits: callsPerUser(50, 1_000),
    features: only(middle),
    seats: 25,
    trialDays: 14,
    graceDays: 7,
    price: null,
    retentionDays: 90,
  }),
  Object.freeze({
    id: 'enterprise',
    title: 'Enterprise',
    limits: callsPerUser(100, 50_000),
    features: only(builtInFeatures),
    seats: null,
    trialDays: 0,
    graceDays: 30,
    price: null,
    retentionDays: 365,
  }),
]);
