import { type Check, defineCheck } from '../check.js';
import type { CheckContext } from '../check-context.js';
import { altered, partsOf, signedByOthers, unsigned } from './forged-tokens.js';

/** Milliseconds until the token of `brief`, of one second, and the 5 that clocks may differ by, are over. */
const untilExpiredMs = 7_000;

type TokenParts = NonNullable<ReturnType<typeof partsOf>>;

/** Every one of them is refused with 401. */
const forgeries: readonly {
  readonly name: string;
  readonly title: string;
  readonly forge: (parts: TokenParts) => string | Promise<string>;
}[] = [
  { name: 'unsigned-token', title: 'A token with `alg: none` opens nothing', forge: unsigned },
  {
    name: 'altered-token',
    title: 'A token whose claims were changed after it was signed opens nothing',
    forge: altered,
  },
  { name: 'token-of-another-secret', title: 'A token signed with another secret opens nothing', forge: signedByOthers },
];

async function expectRefused({ request, expect }: CheckContext, token: string, what: string): Promise<void> {
  for (const path of ['/me', '/runs']) {
    const { status } = await request({ path, token });
    expect(status === 401, `${what} is answered with ${status} by GET ${path}, and should be with 401.`);
  }
}

export const tokenChecks: readonly Check[] = [
  defineCheck({
    name: 'no-token',
    suite: 'security',
    title: 'Without a token no protected route answers, and every refusal says how to come in',
    async run({ described, request, expect }) {
      const { routes } = await described();
      // Methods that change something are not tried: behind a door that is open they would.
      const closed = routes.filter(({ isProtected, method }) => isProtected && method === 'GET');
      for (const { path, operationId } of closed) {
        const named = path.replaceAll(/\{\w+\}/g, 'promptforge-check-nothing');
        const { status, headers } = await request({ path: named });
        expect(status === 401, `${operationId} answers ${status} without a token, and should answer 401.`);
        expect(headers.has('www-authenticate'), `The refusal of ${operationId} has no WWW-Authenticate.`);
      }
      expect(closed.length > 0, 'The description names no protected route.');
    },
  }),
  defineCheck({
    name: 'garbage-token',
    suite: 'security',
    title: 'What is no token opens nothing',
    async run(context) {
      for (const garbage of ['nothing', 'a.b.c', `e30.${'A'.repeat(9_000)}.e30`]) {
        await expectRefused(context, garbage, 'Garbage');
      }
    },
  }),
  ...forgeries.map(({ name, title, forge }) =>
    defineCheck({
      name,
      suite: 'security',
      title,
      async run(context) {
        const parts = partsOf(await context.token('owner'));
        if (parts === null) return context.skip('Tokens are no JSON Web Tokens here.');
        await expectRefused(context, await forge(parts), 'The forged token');
      },
    }),
  ),
  defineCheck({
    name: 'ended-session',
    suite: 'security',
    title: 'A token of a session that was ended opens nothing',
    run: async (context) => expectRefused(context, await context.token('ended'), 'The token of an ended session'),
  }),
  defineCheck({
    name: 'expired-token',
    suite: 'security',
    title: 'A token that has expired opens nothing',
    async run(context) {
      const token = await context.token('brief');
      await context.pause(untilExpiredMs);
      await expectRefused(context, token, 'An expired token');
    },
  }),
];
