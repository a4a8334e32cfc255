import { z } from 'zod';
import type { Subscription } from '../domain/plans/subscription.js';
import { subscriptionStatuses } from '../domain/plans/subscription.js';
import type { SubscriptionAction } from '../domain/plans/subscription-action.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { overridesSchema } from './plan-schema.js';
import { schemaProblems } from './schema-problems.js';

const planId = z.string().min(1).max(64);
const seats = z.int().min(1).max(1_000_000);
const instant = z.int().min(0);
const moment = z.enum(['now', 'period_end']);

function actionSchema(features: readonly string[]): z.ZodType<SubscriptionAction> {
  return z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('start'), planId, seats, trial: z.boolean().exactOptional() }),
    ...(['activate', 'payment_failed', 'payment_succeeded', 'pause', 'resume', 'keep'] as const).map((type) =>
      z.strictObject({ type: z.literal(type) }),
    ),
    z.strictObject({ type: z.literal('cancel'), when: moment }),
    z.strictObject({ type: z.literal('change_plan'), planId, when: z.enum(['now', 'period_end', 'auto']) }),
    z.strictObject({ type: z.literal('set_seats'), seats }),
    z.strictObject({ type: z.literal('set_overrides'), overrides: overridesSchema(features).nullable() }),
  ]);
}

function subscriptionSchema(features: readonly string[]): z.ZodType<Subscription> {
  return z
    .strictObject({
      planId,
      status: z.enum(subscriptionStatuses),
      seats,
      anchor: instant,
      trialEnd: instant.nullable(),
      pastDueSince: instant.nullable(),
      cancelAt: instant.nullable(),
      nextPlanId: planId.nullable(),
      nextPlanAt: instant.nullable(),
      overrides: overridesSchema(features).nullable(),
      source: z.strictObject({ provider: z.string().min(1).max(64), id: z.string().min(1).max(255) }).nullable(),
    })
    .refine(
      ({ nextPlanId, nextPlanAt }) => (nextPlanId === null) === (nextPlanAt === null),
      'nextPlanId and nextPlanAt are both set or both null',
    );
}

/** Checks what comes from a host, where types may have been cast away. */
export interface SubscriptionChecks {
  /** @throws PromptForgeError `request_invalid` */
  action(value: unknown): SubscriptionAction;
  /** @throws PromptForgeError `request_invalid` */
  subscription(value: unknown): Subscription;
}

export function subscriptionChecks(features: readonly string[]): SubscriptionChecks {
  return {
    action: checked('The action', actionSchema(features)),
    subscription: checked('The subscription', subscriptionSchema(features)),
  };
}

function checked<T>(subject: string, schema: z.ZodType<T>): (value: unknown) => T {
  return (value) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new PromptForgeError('request_invalid', `${subject} is not of its shape. ${schemaProblems(parsed.error)}.`);
  };
}
