/** What is called of each object among the options. */
const required = {
  forge: ['subscriptions.update', 'plans.list', 'reportError'],
  storage: [
    'health',
    'subscriptions.load',
    'subscriptions.list',
    'analytics.daily',
    'organizations.members',
    'billing.linkCustomer',
    'billing.unlinkCustomer',
    'billing.customerOf',
    'billing.tenantOf',
    'billing.isEventDone',
    'billing.finishEvent',
    'billing.prepareReport',
    'billing.confirmReport',
  ],
  stripe: [
    'webhooks.constructEventAsync',
    'customers.create',
    'customers.retrieve',
    'subscriptions.list',
    'subscriptions.retrieve',
    'subscriptionItems.list',
    'invoices.list',
    'checkout.sessions.create',
    'checkout.sessions.list',
    'checkout.sessions.expire',
    'billingPortal.sessions.create',
    'billing.meterEvents.create',
    'billing.meters.list',
    'billing.meters.listEventSummaries',
  ],
} as const;

const meanings = {
  forge: 'a PromptForge',
  storage: 'the storage of the forge',
  stripe: 'a client of the package stripe, new Stripe(secretKey)',
} as const;

/** What is wrong with the objects among the options: the first method that each of them lacks. */
export function lackingMethods(options: Readonly<Record<string, unknown>>): readonly string[] {
  return (['forge', 'storage', 'stripe'] as const).flatMap((name) => {
    const lacking = required[name].find((path) => !isMethod(options[name], path));
    return lacking === undefined ? [] : [`${name}: must be ${meanings[name]}, and has no ${lacking}()`];
  });
}

function isMethod(target: unknown, path: string): boolean {
  let member = target;
  for (const name of path.split('.')) {
    if (typeof member !== 'object' || member === null) return false;
    member = Reflect.get(member, name);
  }
  return typeof member === 'function';
}
