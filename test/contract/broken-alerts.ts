import { type Defect, storageWith } from './storage-with-defects.js';

/** Storages that lose alerts, or let two processes decide on one. */
export const brokenAlerts: readonly Defect[] = [
  {
    defect: 'forgets which alerts have yet to be delivered',
    breaks: 'the state of a rule comes back as it was, with what has yet to be delivered, by rule and organization',
    create: storageWith({
      alerts: ({ alerts }) => ({
        save: (state, version) => alerts.save({ ...state, deliveries: [] }, version),
      }),
    }),
  },
  {
    defect: 'keeps one state of a rule for all organizations',
    breaks: 'the state of a rule comes back as it was, with what has yet to be delivered, by rule and organization',
    create: storageWith({
      alerts: ({ alerts }) => ({
        load: ({ rule }) => alerts.load({ rule, orgId: null }),
        save: (state, version) => alerts.save({ ...state, orgId: null }, version),
      }),
    }),
  },
  {
    defect: 'lets everybody save the state of a rule',
    breaks: 'of many who save one state of a rule at once, one is told that it was saved, and its state is kept',
    create: storageWith({
      alerts: ({ alerts }) => ({
        async save(state, version) {
          const found = await alerts.load(state);
          await alerts.save(state, found?.version ?? 0);
          return { outcome: 'saved', version: version + 1 };
        },
      }),
    }),
  },
  {
    defect: 'lists states of rules by organization first',
    breaks: 'states of rules are listed by rule and organization, page by page, the whole installation first',
    create: storageWith({
      alerts: ({ alerts }) => ({
        async list() {
          const { items } = await alerts.list({ limit: 500, after: null });
          const byTenant = [...items].sort((a, b) => ((a.value.orgId ?? '') < (b.value.orgId ?? '') ? -1 : 1));
          return { items: byTenant, next: null };
        },
      }),
    }),
  },
];
