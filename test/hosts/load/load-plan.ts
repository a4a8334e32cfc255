/** A plan that counts, and refuses nobody who asks for what there can be. For every host, Next included. */
export const loadPlan = {
  id: 'load',
  title: 'Load',
  limits: [{ subject: 'user', meter: 'calls', period: 'month', max: 1_000_000_000 }],
  features: { gpt_editor: true, analytics: true },
  seats: null,
  trialDays: 0,
  graceDays: 0,
  price: null,
  retentionDays: null,
} as const;
