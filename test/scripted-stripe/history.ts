import type { Stripe } from 'stripe';
import type { Subscription } from '../../src/storage.js';
import type { Invoice, StripeAccount } from './stripe-account.js';

type Phase = 'incomplete' | 'expired' | 'trialing' | 'active' | 'past_due' | 'unpaid' | 'paused' | 'canceled';

/** What has happened to one subscription, in the words of the story and not in Stripe's. */
interface Chapter {
  readonly atStripe: Stripe.Subscription;
  readonly began: number;
  readonly trialEnd: number | null;
  readonly order: number;
  planId: string;
  seats: number;
  phase: Phase;
  collecting: boolean;
  unpaid: { readonly since: number; readonly invoice: Invoice }[];
  leavesAt: number | null;
  endedAt: number | null;
  next: { readonly planId: string; readonly at: number } | null;
}

const priceOfPlan = { pro: ['price_pro', 'price_pro_year'], enterprise: ['price_enterprise'] } as const;
type PlanId = keyof typeof priceOfPlan;

type Step = (chapter: Chapter) => readonly Stripe.Event.Type[] | null;

/**
 * The story of a customer, made up step by step: what happens is done to the account at Stripe, and
 * written down beside it in another form, from which is worked out what has to come of it.
 */
export class History {
  readonly #account: StripeAccount;
  readonly #customer: string;
  readonly #random: () => number;
  readonly #chapters: Chapter[] = [];

  constructor(account: StripeAccount, customer: string, random: () => number) {
    this.#account = account;
    this.#customer = customer;
    this.#random = random;
  }

  /** Has one more thing happen. @returns what Stripe sends about it; never nothing. */
  next(): readonly Stripe.EventBase[] {
    this.#account.now += 1 + Math.floor(this.#random() * 90_000);
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const events = this.#attempt();
      if (events !== null) return events;
    }
    return this.#buySupport();
  }

  #attempt(): readonly Stripe.EventBase[] | null {
    if (this.#random() < 0.04) return this.#buySupport();
    const going = this.#chapters.filter(({ phase }) => phase !== 'canceled' && phase !== 'expired');
    const chapter = this.#pick(going);
    if (chapter === null || (going.length < 3 && this.#random() < 0.12)) return this.#subscribe();
    const step = this.#pick(this.#steps);
    const types = step === null ? null : step(chapter);
    if (types === null) return null;
    this.#copyToStripe(chapter);
    return types.map((type) => this.#account.event(type, chapter.atStripe));
  }

  #subscribe(): readonly Stripe.EventBase[] {
    const planId: PlanId = this.#random() < 0.6 ? 'pro' : 'enterprise';
    const price = this.#pick<string>(priceOfPlan[planId]) ?? 'price_pro';
    const seats = 1 + Math.floor(this.#random() * 9);
    const kind = this.#random();
    const trialDays = kind < 0.3 ? 14 : 0;
    const phase: Phase = trialDays > 0 ? 'trialing' : kind < 0.45 ? 'incomplete' : 'active';
    const atStripe = this.#account.subscribe(this.#customer, { [price]: seats }, { trialDays, status: phase });
    this.#chapters.push({
      atStripe,
      began: this.#account.now,
      trialEnd: trialDays > 0 ? this.#account.now + trialDays * 86_400 : null,
      order: this.#chapters.length,
      planId,
      seats,
      phase,
      collecting: true,
      unpaid: [],
      leavesAt: null,
      endedAt: null,
      next: null,
    });
    return [this.#account.event('customer.subscription.created', atStripe)];
  }

  /** The customer buys something else, which is no business of the plans. */
  #buySupport(): readonly Stripe.EventBase[] {
    const support = this.#account.subscribe(this.#customer, { price_of_support: 1 });
    return [this.#account.event('customer.subscription.created', support)];
  }

  readonly #steps: readonly Step[] = [
    (chapter) => {
      if (chapter.phase !== 'incomplete') return null;
      chapter.phase = this.#random() < 0.7 ? 'active' : 'expired';
      return ['customer.subscription.updated', 'invoice.paid'];
    },
    (chapter) => {
      if (chapter.phase !== 'trialing') return null;
      chapter.phase = this.#pick<Phase>(['active', 'active', 'paused']) ?? 'active';
      return ['customer.subscription.updated', 'invoice.created'];
    },
    (chapter) => {
      if (!['active', 'past_due'].includes(chapter.phase)) return null;
      chapter.phase = 'past_due';
      const invoice = this.#account.addOpenInvoice(chapter.atStripe);
      chapter.unpaid.push({ since: this.#account.now, invoice });
      return ['invoice.payment_failed', 'customer.subscription.updated'];
    },
    (chapter) => {
      if (!['past_due', 'unpaid'].includes(chapter.phase)) return null;
      for (const { invoice } of chapter.unpaid) invoice.status = 'paid';
      chapter.unpaid = [];
      chapter.phase = 'active';
      return ['invoice.paid', 'customer.subscription.updated'];
    },
    (chapter) => {
      const [oldest, ...others] = chapter.unpaid;
      if (chapter.phase !== 'past_due' || oldest === undefined || others.length === 0) return null;
      oldest.invoice.status = 'paid';
      chapter.unpaid = others;
      return ['invoice.paid'];
    },
    (chapter) => {
      if (chapter.phase !== 'past_due') return null;
      chapter.phase = 'unpaid';
      return ['customer.subscription.updated'];
    },
    (chapter) => {
      if (!['active', 'paused'].includes(chapter.phase)) return null;
      chapter.phase = chapter.phase === 'active' ? 'paused' : 'active';
      return [chapter.phase === 'paused' ? 'customer.subscription.paused' : 'customer.subscription.resumed'];
    },
    (chapter) => {
      if (chapter.phase === 'incomplete') return null;
      chapter.collecting = !chapter.collecting;
      return ['customer.subscription.updated'];
    },
    (chapter) => {
      if (!['trialing', 'active', 'past_due'].includes(chapter.phase)) return null;
      const planId: PlanId = chapter.planId === 'pro' ? 'enterprise' : 'pro';
      const [item] = chapter.atStripe.items.data;
      const price = this.#account.prices.get(priceOfPlan[planId][0]) ?? this.#account.addPrice(priceOfPlan[planId][0]);
      if (item === undefined || chapter.next !== null) return null;
      item.price = price;
      chapter.planId = planId;
      return ['customer.subscription.updated', 'invoice.created'];
    },
    (chapter) => {
      if (chapter.phase === 'incomplete') return null;
      chapter.seats = 1 + Math.floor(this.#random() * 20);
      return ['customer.subscription.updated'];
    },
    (chapter) => {
      if (chapter.phase === 'incomplete') return null;
      chapter.leavesAt = chapter.leavesAt === null ? this.#account.now + 86_400 * 9 : null;
      return ['customer.subscription.updated'];
    },
    (chapter) => {
      if (!['active', 'trialing'].includes(chapter.phase) || chapter.next !== null) return null;
      const planId: PlanId = chapter.planId === 'pro' ? 'enterprise' : 'pro';
      const schedule = this.#account.addSchedule(chapter.atStripe, priceOfPlan[planId][0]);
      chapter.next = { planId, at: Number(schedule.phases[1]?.start_date) };
      return ['subscription_schedule.created', 'customer.subscription.updated'];
    },
    (chapter) => {
      if (chapter.next === null) return null;
      chapter.atStripe.schedule = null;
      chapter.next = null;
      return ['subscription_schedule.released'];
    },
    (chapter) => {
      if (chapter.phase === 'incomplete' || this.#random() < 0.5) return null;
      chapter.phase = 'canceled';
      chapter.endedAt = this.#account.now;
      chapter.next = null;
      return ['customer.subscription.deleted'];
    },
  ];

  /** Brings Stripe's object to what the story says. */
  #copyToStripe({ atStripe, phase, seats, collecting, leavesAt }: Chapter): void {
    if (phase === 'canceled') {
      this.#account.cancel(atStripe);
      return;
    }
    atStripe.status = phase === 'expired' ? 'incomplete_expired' : phase;
    atStripe.pause_collection = collecting ? null : { behavior: 'keep_as_draft', resumes_at: null };
    atStripe.cancel_at = leavesAt;
    const [item] = atStripe.items.data;
    if (item !== undefined) item.quantity = seats;
  }

  /** What the tenant's subscription has to be by now; null when none has begun. */
  expected(): Subscription | null {
    const begun = this.#chapters.filter(({ phase }) => phase !== 'incomplete' && phase !== 'expired');
    const paidFor = begun.filter(
      ({ phase, collecting }) => collecting && ['trialing', 'active', 'past_due'].includes(phase),
    );
    const counts = (paidFor.length > 0 ? paidFor : begun).at(-1);
    const [first] = this.#chapters;
    if (counts === undefined || first === undefined) return null;
    const { phase, collecting, planId, seats, unpaid, endedAt, leavesAt, next, atStripe } = counts;
    const trialEnd = counts.trialEnd ?? this.#lastTrialEnd();
    const goesOn = phase === 'trialing' || phase === 'active' || phase === 'past_due';
    const status = phase === 'canceled' ? 'canceled' : goesOn && collecting ? phase : 'paused';
    const end = phase === 'canceled' ? endedAt : leavesAt;
    return {
      planId,
      status,
      seats,
      anchor: first.began * 1_000,
      trialEnd: trialEnd === null ? null : trialEnd * 1_000,
      pastDueSince: status === 'past_due' ? Math.min(...unpaid.map(({ since }) => since)) * 1_000 : null,
      cancelAt: end === null ? null : end * 1_000,
      nextPlanId: next?.planId ?? null,
      nextPlanAt: next === null ? null : next.at * 1_000,
      overrides: null,
      source: { provider: 'stripe', id: atStripe.id },
    };
  }

  /** A trial is remembered, whichever subscription had it. */
  #lastTrialEnd(): number | null {
    return this.#chapters.reduce<number | null>(
      (last, { trialEnd }) => (trialEnd === null ? last : Math.max(trialEnd, last ?? 0)),
      null,
    );
  }

  #pick<T>(from: readonly T[]): T | null {
    return from[Math.floor(this.#random() * from.length)] ?? null;
  }
}
