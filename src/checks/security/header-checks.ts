import { type Check, defineCheck } from '../check.js';
import type { CheckRequest } from '../check-context.js';

const requests: readonly CheckRequest[] = [
  { path: '/health' },
  { path: '/me', as: 'owner' },
  { path: '/runs', as: 'owner' },
  { path: '/me' },
  { path: '/promptforge-check-nothing' },
];

export const headerChecks: readonly Check[] = [
  defineCheck({
    name: 'nosniff',
    suite: 'security',
    title: 'Every answer tells browsers not to guess what it is (X-Content-Type-Options: nosniff)',
    async run({ request, expect }) {
      for (const asked of requests) {
        const { headers, status } = await request(asked);
        const hasIt = headers.get('x-content-type-options')?.toLowerCase() === 'nosniff';
        expect(hasIt, `GET ${asked.path} (${status}) has no X-Content-Type-Options: nosniff.`);
      }
    },
  }),
  defineCheck({
    name: 'private-answers-are-not-kept',
    suite: 'security',
    title: 'Nothing in between keeps an answer that belongs to one caller (Cache-Control: no-store)',
    async run({ request, expect }) {
      for (const path of ['/me', '/runs', '/usage']) {
        const { headers } = await request({ path, as: 'owner' });
        const isPrivate = /no-store|private/.test(headers.get('cache-control') ?? '');
        expect(isPrivate, `GET ${path} may be kept by whatever is in between.`);
      }
    },
  }),
];
