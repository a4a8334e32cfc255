import { type Check, defineCheck } from '../check.js';

const sevenD = { domain: 'generic', output_format: 'md' };
const prompt = 'Write a note to a customer whose order is late.';

export const tenantChecks: readonly Check[] = [
  defineCheck({
    name: 'foreign-runs',
    suite: 'security',
    title: 'A run of one organization does not exist for another',
    usesModel: true,
    async run({ request, expect, skip }) {
      const made = await request({ path: '/score', as: 'owner', body: { prompt, sevenD } });
      const { runId } = (made.json ?? {}) as { readonly runId?: unknown };
      if (made.status !== 200 || typeof runId !== 'string') return skip(`No run was made: ${made.status}.`);
      const own = await request({ path: `/runs/${runId}`, as: 'owner' });
      expect(own.status === 200, `Its own user is answered with ${own.status}.`);
      for (const path of [`/runs/${runId}`, `/runs/${runId}/scores`, `/runs/${runId}/events`]) {
        const { status } = await request({ path, as: 'stranger' });
        expect(status === 404, `A stranger is answered with ${status}, and should be with 404.`);
      }
      const list = await request({ path: '/runs', as: 'stranger' });
      expect(!list.text.includes(runId), 'The list of a stranger holds it.');
    },
  }),
  defineCheck({
    name: 'viewer-makes-no-runs',
    suite: 'security',
    title: 'Somebody with the role viewer may not make runs',
    async run({ request, expect }) {
      const { status } = await request({ path: '/score', as: 'viewer', body: { prompt, sevenD } });
      expect(status === 403, `A viewer is answered with ${status}, and should be with 403.`);
      const { status: reads } = await request({ path: '/runs', as: 'viewer' });
      expect(reads === 200, `A viewer may see runs, and is answered with ${reads}.`);
    },
  }),
];
