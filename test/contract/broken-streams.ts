import type { FollowedPage } from '../../src/storage.js';
import { type Defect, storageWith } from './storage-with-defects.js';

const eachOnce = 'a follower beside 200 events written at once gets each of them exactly once';
const pages = 'pages and the cursors of single events lose nothing and repeat nothing';

function withoutFirst(page: FollowedPage): FollowedPage {
  return { ...page, events: page.events.slice(1) };
}

export const brokenStreams: readonly Defect[] = [
  {
    defect: 'drops an event between two pages of followers',
    breaks: eachOnce,
    create: storageWith({
      events: ({ events }) => ({
        follow: async (scope, request) => {
          const page = await events.follow(scope, request);
          return page.more ? { ...page, events: page.events.slice(0, -1) } : page;
        },
      }),
    }),
  },
  {
    defect: 'repeats the last event of a page on the next',
    breaks: pages,
    create: storageWith({
      events: ({ events }) => ({
        follow: async (scope, request) => {
          const page = await events.follow(scope, request);
          const last = page.events.at(-2);
          return page.more && last !== undefined ? { ...page, cursor: last.cursor } : page;
        },
      }),
    }),
  },
  {
    defect: 'shows followers the events of a colleague',
    breaks: 'a follower gets events of their organization alone, and of one user when asked for that',
    create: storageWith({
      events: ({ events }) => ({ follow: (scope, request) => events.follow(scope, { ...request, userId: null }) }),
    }),
  },
  {
    defect: 'takes the place in the stream of events some time after the figures',
    breaks: 'a snapshot of the figures and the events that follow it count every run once, taken at any moment',
    create: storageWith({
      analytics: ({ analytics, events }) => ({
        async snapshot(scope, query) {
          const { metrics } = await analytics.snapshot(scope, query);
          for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
          const { cursor } = await events.follow(scope, { userId: null, after: null, limit: 1 });
          return { metrics, cursor };
        },
      }),
      ledger: ({ ledger }) => ({
        // As in a database, a settlement takes a moment.
        async settle(scope, settlement) {
          await new Promise((resolve) => setImmediate(resolve));
          return ledger.settle(scope, settlement);
        },
      }),
    }),
  },
  {
    defect: 'takes any text for a cursor',
    breaks: 'a cursor that no page came with is rejected as request_invalid',
    create: storageWith({
      events: ({ events }) => ({
        follow: (scope, request) =>
          events.follow(scope, request).catch(() => events.follow(scope, { ...request, after: null })),
      }),
    }),
  },
  {
    defect: 'forgets the first event that is followed',
    breaks: 'whoever follows from now on gets what is written later, by append and by settlement, and nothing else',
    create: storageWith({
      events: ({ events }) => ({ follow: async (scope, request) => withoutFirst(await events.follow(scope, request)) }),
    }),
  },
];
