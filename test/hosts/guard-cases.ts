import { expect } from 'vitest';
import type { HostCase, RunningHost } from './host-cases.js';
import { type Answered, send } from './send.js';

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

function refusal({ status, headers, body }: Answered) {
  return { status, type: headers['content-type'], code: JSON.parse(body).code };
}

const problem = 'application/problem+json';

interface Sender {
  readonly who: string;
  readonly method?: string;
  /** What the browser of somebody who has the cookie sends besides. */
  readonly headers: (host: RunningHost) => Readonly<Record<string, string>>;
  readonly status: 200 | 401;
}

/** Who may use a session that is in a cookie. */
const senders: readonly Sender[] = [
  { who: 'a link from another site', headers: () => ({ 'sec-fetch-site': 'cross-site' }), status: 200 },
  { who: 'a form of the same site', method: 'POST', headers: () => ({ 'sec-fetch-site': 'same-origin' }), status: 200 },
  { who: 'a form of another site', method: 'POST', headers: () => ({ 'sec-fetch-site': 'cross-site' }), status: 401 },
  { who: 'an older browser on the site', method: 'POST', headers: ({ url }) => ({ origin: url }), status: 200 },
  {
    who: 'an older browser on another site',
    method: 'POST',
    headers: () => ({ origin: 'https://evil.test' }),
    status: 401,
  },
];

/** What every guard promises. The host answers whom it let in, and how often that user has called. */
export const guardCases: readonly HostCase[] = [
  {
    promise: 'lets in who has room, and tells what is left',
    async run({ url, newToken }) {
      const { status, headers, body } = await send(`${url}/guarded/open`, bearer(await newToken()));
      expect([status, JSON.parse(body)]).toEqual([200, { userId: expect.stringMatching(/^user-/), used: 1 }]);
      expect(headers['ratelimit-policy']).toBe('"user-calls-hour";q=10;w=3600, "user-calls-month";q=50');
      expect(headers.ratelimit).toMatch(/^"user-calls-hour";r=9;t=\d+, "user-calls-month";r=49;t=\d+$/);
    },
  },
  {
    promise: 'answers 401 to strangers',
    async run({ url }) {
      const answered = await send(`${url}/guarded/open`);
      expect(refusal(answered)).toEqual({ status: 401, type: problem, code: 'session_missing' });
      expect(answered.headers['www-authenticate']).toBe('Bearer');
    },
  },
  {
    promise: 'answers 403 where the plan lacks the feature',
    async run({ url, newToken }) {
      const answered = await send(`${url}/guarded/feature`, bearer(await newToken()));
      expect(refusal(answered)).toEqual({ status: 403, type: problem, code: 'plan_feature_missing' });
    },
  },
  {
    promise: 'answers 429 when there is no room, and when to come back',
    async run({ url, newToken }) {
      const sent = bearer(await newToken());
      expect((await send(`${url}/guarded/heavy`, sent)).status).toBe(200);
      const answered = await send(`${url}/guarded/heavy`, sent);
      expect(refusal(answered)).toEqual({ status: 429, type: problem, code: 'quota_exceeded' });
      expect(Number(answered.headers['retry-after'])).toBeGreaterThan(0);
      expect(answered.headers.ratelimit).toMatch(/^"user-calls-hour";r=4;t=\d+/);
      expect(answered.headers['ratelimit-policy']).toMatch(/^"user-calls-hour";q=10;w=3600/);
    },
  },
  ...senders.map(({ who, method = 'GET', headers, status }) => ({
    promise: `answers ${status} to ${who} (${method}), who brings the session in a cookie`,
    async run(host: RunningHost) {
      const cookie = `theme=dark; session=${await host.newToken()}`;
      const answered = await send(`${host.url}/guarded/cookie`, { method, headers: { cookie, ...headers(host) } });
      expect(answered.status).toBe(status);
    },
  })),
];
