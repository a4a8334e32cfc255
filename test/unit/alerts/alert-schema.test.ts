import { expect, test } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { type PromptForgeOptions, parseOptions } from '../../../src/options.js';
import { refusal } from '../../fixtures/rejection.js';

const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const rule = { name: 'errors', figure: 'error_rate', windowMinutes: 15, above: 0.1 };
const webhook = { url: 'https://hooks.example.com/alerts', secret };
const parsed = (alerts: unknown) =>
  parseOptions({
    storage: memoryStorage(),
    engine: 'rules',
    session: { secret: 'canary-secret-of-thirty-two-byte' },
    alerts,
  } as unknown as PromptForgeOptions);

test('a rule is completed by defaults', () => {
  const spend = { name: 'spend', figure: 'spend', windowMinutes: 60, below: 1, clearAbove: 2, forMinutes: 3 };
  expect(parsed({ rules: [rule, spend], webhook }).alerts?.rules).toEqual([
    {
      ...{ name: 'errors', figure: 'error_rate', orgId: null, windowMinutes: 15, direction: 'above' },
      ...{ threshold: 0.1, clear: 0.1, forMs: 0, minimumRuns: 20 },
    },
    {
      ...{ name: 'spend', figure: 'spend', orgId: null, windowMinutes: 60, direction: 'below' },
      ...{ threshold: 1, clear: 2, forMs: 180_000, minimumRuns: 0 },
    },
  ]);
  const quota = { name: 'quota', figure: 'quota_nearly_used', above: 0.8 };
  expect(
    parsed({ rules: [quota, { ...quota, name: 'org', limit: 'org-tokens-month' }], webhook }).alerts?.rules,
  ).toEqual(
    [
      { name: 'quota', limit: null },
      { name: 'org', limit: 'org-tokens-month' },
    ].map((own) => ({
      ...{ ...own, figure: 'quota_nearly_used', orgId: null, windowMinutes: null, direction: 'above' },
      ...{ threshold: 0.8, clear: 0.8, forMs: 0, minimumRuns: 0 },
    })),
  );
  expect(parsed(undefined).alerts).toBe(undefined);
});

test.each([
  'https://hooks.example.com',
  'http://localhost:80/x',
  'http://127.0.0.1:1',
  'http://[::1]:1/',
])('a webhook may be at %s', (url) => {
  expect(parsed({ rules: [rule], webhook: { url, secret } }).alerts?.webhook?.url).toBe(url);
});

const ofRule = (changes: object) => ({ rules: [{ ...rule, ...changes }], webhook });
const ofQuota = (changes: object) => ofRule({ figure: 'quota_nearly_used', windowMinutes: undefined, ...changes });
const at = (url: string) => ({ rules: [rule], webhook: { url, secret } });
const signedBy = (text: string) => ({ rules: [rule], webhook: { ...webhook, secret: text } });

test.each<[string, unknown, string]>([
  ['no rule', { rules: [], webhook }, 'alerts.rules'],
  ['51 rules', { rules: Array.from({ length: 51 }, (_, n) => ({ ...rule, name: `r${n}` })), webhook }, 'alerts.rules'],
  ['two rules of one name', { rules: [rule, rule], webhook }, 'two rules have the same name'],
  ['nobody to tell', { rules: [rule] }, 'needs somebody to tell: notify, webhook, or both'],
  ['a notify that is no function', { rules: [rule], notify: 'canary' }, 'alerts.notify: must be a function'],
  ['a name with a capital', ofRule({ name: 'Canary' }), 'must be a-z, 0-9, _ and -'],
  ['a name with a tab', ofRule({ name: 'a\tcanary' }), 'must be a-z, 0-9, _ and -'],
  ['a figure that is none', ofRule({ figure: 'canary' }), 'alerts.rules.0.figure'],
  ['no threshold', ofRule({ above: undefined }), 'takes one of above and below'],
  ['two thresholds', ofRule({ below: 0.05 }), 'takes one of above and below'],
  ['a threshold of the other side', ofRule({ clearAbove: 0.05 }), 'clearAbove goes with below'],
  [
    'another one of the other side',
    ofRule({ above: undefined, below: 0.5, clearBelow: 0.1 }),
    'clearBelow goes with above',
  ],
  ['an end above the threshold', ofRule({ clearBelow: 0.2 }), 'clearBelow must be at most above'],
  [
    'an end below the threshold',
    ofRule({ above: undefined, below: 0.5, clearAbove: 0.4 }),
    'clearAbove must be at least below',
  ],
  ['a share above 1', ofRule({ above: 5 }), 'thresholds of a share are 0 to 1'],
  ['a threshold below 0', ofRule({ above: -1 }), 'alerts.rules.0.above'],
  ['a window of 4 minutes', ofRule({ windowMinutes: 4 }), 'alerts.rules.0.windowMinutes'],
  ['a window of more than a day', ofRule({ windowMinutes: 1_441 }), 'alerts.rules.0.windowMinutes'],
  ['no window', ofRule({ windowMinutes: undefined }), 'needs windowMinutes, 5 to 1440'],
  ['a limit for a figure of runs', ofRule({ limit: 'user-calls-hour' }), 'limit goes with quota_nearly_used'],
  ['limits with a window', ofQuota({ windowMinutes: 60 }), 'it takes neither windowMinutes nor minimumRuns'],
  ['limits with runs', ofQuota({ minimumRuns: 0 }), 'it takes neither windowMinutes nor minimumRuns'],
  ['limits that are hardly used', ofQuota({ above: undefined, below: 0.1 }), 'quota_nearly_used takes above'],
  ['more than all of a limit', ofQuota({ above: 80 }), 'thresholds of a share are 0 to 1'],
  ['a limit that is none', ofQuota({ limit: 'canary-calls-hour' }), 'must be the name of a limit'],
  ['half a run', ofRule({ minimumRuns: 0.5 }), 'alerts.rules.0.minimumRuns'],
  ['more than a day to wait', ofRule({ forMinutes: 1_441 }), 'alerts.rules.0.forMinutes'],
  ['an organization without an id', ofRule({ orgId: '' }), 'must be the id of an organization'],
  ['a word that is no option', ofRule({ sendTo: 'canary' }), 'an option that does not exist: sendTo'],
  ['plain http', at('http://canary.example.com/'), 'must be an https address'],
  ['what only looks like localhost', at('http://localhost.canary.example.com/'), 'must be an https address'],
  ['another protocol', at('ftp://localhost/'), 'must be an https address'],
  ['a password in the address', at('https://canary:word@hooks.example.com/'), 'must be an https address'],
  ['what is no address', at('canary'), 'must be an https address'],
  ['a secret without its prefix', signedBy(secret.slice(6)), 'must be whsec_ and 24 to 64 bytes'],
  ['a secret of 23 bytes', signedBy(`whsec_${Buffer.alloc(23).toString('base64')}`), 'must be whsec_'],
  ['a secret of 65 bytes', signedBy(`whsec_${Buffer.alloc(65).toString('base64')}`), 'must be whsec_'],
  ['a secret that is no base64', signedBy(`whsec_${'canary!'.repeat(6)}`), 'must be whsec_'],
])('%s is refused with a message that repeats no value', async (_what, alerts, message) => {
  const error = await refusal(() => parsed(alerts));
  expect(error).toMatchObject({ code: 'config_invalid' });
  expect(error.message).toContain(message);
  expect(error.message).not.toMatch(/canary|whsec_[A-Za-z0-9]/i);
});
