import type { components } from 'promptforge/client';
import { counted, inDollars, inWhole } from './numbers';

/** As a route answers it, or as a server that renders the page knows it. */
type Known<T> = T extends (infer E)[]
  ? readonly Known<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Known<T[K]> }
    : T;

export type Quota = Known<components['schemas']['QuotaStatus']>;
export type Plan = Known<components['schemas']['Plan']>;
export type PlanUsage = Known<components['schemas']['PlanUsage']>;
type Limit = Plan['limits'][number];

const meters = { calls: 'Calls', tokens: 'Tokens', cost: 'Cost' } as const satisfies Record<Limit['meter'], string>;

/** "Calls this hour", or "Calls of the organization this month". */
export function windowTitle({ subject, meter, period }: Pick<Quota, 'subject' | 'meter' | 'period'>): string {
  const whose = { user: '', org: ' of the organization', key: ' of the key' }[subject];
  return `${meters[meter]}${whose} ${period === 'day' ? 'today' : `this ${period}`}`;
}

export function amountOf(meter: Limit['meter'], amount: number): string {
  return meter === 'cost' ? inDollars(amount) : inWhole(amount);
}

/** "10 calls an hour". */
export function limitWords({ subject, meter, period, max }: Limit): string {
  const amount = { calls: counted(max, 'call'), tokens: counted(max, 'token'), cost: inDollars(max) }[meter];
  return `${amount} ${period === 'hour' ? 'an hour' : `a ${period}`}${subject === 'org' ? ' for everybody together' : ''}`;
}

export function priceWords(price: NonNullable<Plan['price']>): string {
  if (price.unitAmount === 0) return 'Free';
  const style = { style: 'currency', currency: price.currency } as const;
  return `${new Intl.NumberFormat('en', style).format(price.unitAmount / 100)} a ${price.interval}`;
}
