import { type Check, defineCheck } from '../check.js';
import { answersAsDocumented } from './answers-as-documented.js';
import { refusals } from './refusals.js';

const sevenD = { domain: 'generic', output_format: 'md' };

/** The routes answer as they are described, and refuse what they must. */
export const apiChecks: readonly Check[] = [
  defineCheck({
    name: 'health',
    suite: 'api',
    title: 'The process is alive, and its storage answers with the schema it needs',
    async run({ request, expect }) {
      for (const path of ['/health', '/health/ready']) {
        const { status } = await request({ path });
        expect(status === 200, `GET ${path} answers ${status}.`);
      }
    },
  }),
  answersAsDocumented,
  ...refusals,
  defineCheck({
    name: 'request-id',
    suite: 'api',
    title: 'Every answer has an X-Request-Id: that of the request, or a new one',
    async run({ request, expect }) {
      const own = 'promptforge-check-own-id';
      const kept = await request({ path: '/health', headers: { 'x-request-id': own } });
      expect(kept.headers.get('x-request-id') === own, 'The id of the request is not in the answer.');
      const unfit = 'two words';
      const made = await request({ path: '/no-such-route', headers: { 'x-request-id': unfit } });
      const id = made.headers.get('x-request-id');
      expect(id !== null && id !== unfit, 'An id that is none is not replaced.');
    },
  }),
  defineCheck({
    name: 'other-origins',
    suite: 'api',
    title: 'Pages of an origin that nobody has allowed may not read answers',
    async run({ request, expect }) {
      const origin = 'https://promptforge-check.invalid';
      const { headers } = await request({ path: '/me', as: 'owner', headers: { origin } });
      expect(!headers.has('access-control-allow-origin'), 'The answer allows an unknown origin to read it.');
    },
  }),
  defineCheck({
    name: 'idempotency',
    suite: 'api',
    title: 'A repeat with the same Idempotency-Key gets the run of the first call',
    usesModel: true,
    async run({ request, expect, skip }) {
      const headers = { 'idempotency-key': crypto.randomUUID() };
      const ask = () => request({ path: '/score', as: 'owner', body: { prompt: 'Write a note.', sevenD }, headers });
      const [first, second] = [await ask(), await ask()];
      if (first.status !== 200) skip(`The first call was answered with ${first.status}.`);
      const idOf = ({ json }: typeof first) => (json as { readonly runId?: unknown } | undefined)?.runId;
      expect(idOf(second) !== undefined && idOf(first) === idOf(second), 'The repeat made a run of its own.');
    },
  }),
];
