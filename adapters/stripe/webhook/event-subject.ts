import type { StripeEvent } from '../api/stripe-client.js';
import { tenantIn } from '../customers/tenant-metadata.js';

/** Events after which the subscription of a customer may be another. */
const relevant =
  /^(customer\.(created|updated|deleted)$|customer\.subscription\.|subscription_schedule\.|invoice\.|checkout\.session\.)/;

export interface EventSubject {
  readonly customerId: string;
  /** Whether the event names a tenant, which Stripe is then asked about. */
  readonly namesTenant: boolean;
}

/** The customer an event is about; null when it is none of ours. */
export function eventSubject({ type, account, data: { object } }: StripeEvent): EventSubject | null {
  // What happens to connected accounts is between them and the host.
  if (account !== undefined || !relevant.test(type) || !isRecord(object)) return null;
  const customerId = object.object === 'customer' ? idOf(object) : idOf(object.customer);
  return customerId === null ? null : { customerId, namesTenant: tenantIn(object.metadata) !== null };
}

function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return isRecord(value) && typeof value.id === 'string' ? value.id : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
