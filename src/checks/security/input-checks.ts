import { type Check, defineCheck } from '../check.js';
import type { CheckAnswer } from '../check-answer.js';
import type { CheckRequest } from '../check-context.js';

const sevenD = { domain: 'generic', output_format: 'md' };

/** What a browser would carry out if it came back as it is, in a page. */
const markup = [
  '<script>promptforgeCheck()</script>',
  '"><img src=x onerror=promptforgeCheck()>',
  "'-promptforgeCheck()-'<svg onload=promptforgeCheck()>",
] as const;

/** Places where text of a user goes in and may come back. */
function requestsWith(payload: string): readonly CheckRequest[] {
  const query = encodeURIComponent(payload);
  return [
    { path: '/validate', as: 'owner', body: { prompt: payload, sevenD } },
    { path: '/plan', as: 'owner', body: { operation: 'score', prompt: payload, sevenD } },
    { path: '/validate', as: 'owner', body: { prompt: 'A note.', sevenD: { ...sevenD, domain: payload } } },
    { path: `/runs/${query}`, as: 'owner' },
    { path: `/runs?after=${query}`, as: 'owner' },
    { path: `/${query}`, as: 'owner' },
    { path: '/health', headers: { 'x-request-id': payload } },
  ];
}

export const inputChecks: readonly Check[] = [
  defineCheck({
    name: 'markup-stays-text',
    suite: 'security',
    title: 'Markup in prompts, names and parameters comes back as JSON, or escaped',
    async run(context) {
      for (const payload of markup) {
        for (const asked of requestsWith(payload)) {
          context.expect(
            !couldRun(await context.request(asked), payload),
            `It comes back as it is from ${placeOf(asked)}.`,
          );
        }
      }
    },
  }),
  defineCheck({
    name: 'header-injection',
    suite: 'security',
    title: 'Line breaks in paths, queries and keys make no headers',
    async run({ request, expect }) {
      const lines = '%0d%0aX-Promptforge-Check:%20injected%0d%0aSet-Cookie:%20promptforge-check=1';
      const asked: readonly CheckRequest[] = [
        { path: `/runs/${lines}`, as: 'owner' },
        { path: `/runs?after=${lines}`, as: 'owner' },
        { path: `/${lines}`, as: 'owner' },
      ];
      for (const one of asked) {
        const { headers } = await request(one);
        const cookie = headers.get('set-cookie') ?? '';
        expect(!headers.has('x-promptforge-check') && !cookie.includes('promptforge-check'), 'A header was injected.');
      }
    },
  }),
  defineCheck({
    name: 'hostile-json',
    suite: 'security',
    title: 'Deep, wide and odd JSON is refused, or taken for what it is, and never a failure of the server',
    async run({ request, expect }) {
      const deep = 50_000;
      const texts = [
        `{"prompt":${'['.repeat(deep)}${']'.repeat(deep)}}`,
        `{"prompt":"A note.","sevenD":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
        '{"__proto__":{"prompt":"A note."},"constructor":{"prototype":{"isAdmin":true}}}',
        `{"prompt":"${'\\u0000'.repeat(1_000)}"}`,
        '[]',
        'null',
      ];
      for (const text of texts) {
        const { status } = await request({ path: '/validate', as: 'owner', text });
        expect(status < 500, `It is answered with ${status}.`);
      }
    },
  }),
  defineCheck({
    name: 'errors-keep-secrets',
    suite: 'security',
    title: 'Errors hold no stack, no connection string, no key and no token',
    async run(context) {
      const { request, expect, settings } = context;
      const token = await context.token('owner');
      const requests: readonly CheckRequest[] = [
        { path: '/promptforge-check-nothing', as: 'owner' },
        { path: '/runs/%E0%A4%A', as: 'owner' },
        { path: '/runs?limit=x', as: 'owner' },
        { path: '/runs?after=%00', as: 'owner' },
        { path: '/validate', as: 'owner', text: '{"prompt": ' },
        { path: '/validate', as: 'owner', body: { prompt: { nested: true } } },
        { path: '/score', as: 'owner', body: {} },
        { path: '/score', as: 'owner', body: { prompt: 'A note.', sevenD: { domain: 7 } } },
        { path: '/me', token: `${token}x` },
      ];
      for (const asked of requests) {
        const answer = await request(asked);
        const found = leakIn(answer, [...settings.secrets, token]);
        expect(found === null, `The answer of ${placeOf(asked)} holds ${found}.`);
      }
    },
  }),
];

/** Whether a browser that is shown this answer would carry the payload out. */
function couldRun({ type, text, isJson }: CheckAnswer, payload: string): boolean {
  if (isJson || type === 'text/plain' || type === 'text/event-stream') return false;
  return text.includes(payload);
}

/** Where the payload went in, without it. */
function placeOf({ path, method, body, text }: CheckRequest): string {
  const place = path.split(/[?%]/)[0] ?? '';
  return `${method ?? (body === undefined && text === undefined ? 'GET' : 'POST')} ${place.slice(0, 80)}`;
}

const leaks: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a stack', /\n\s+at |\\n\s+at |node_modules|node:internal/],
  ['a connection string', /\b(postgres(ql)?|mysql|redis|mongodb):\/\//],
  ['what looks like a key of OpenAI', /\bsk-[A-Za-z0-9_-]{16,}/],
];

function leakIn({ text, headers }: CheckAnswer, secrets: readonly string[]): string | null {
  const whole = `${text}\n${[...headers.values()].join('\n')}`;
  const found = leaks.find(([, pattern]) => pattern.test(whole));
  if (found !== undefined) return found[0];
  return secrets.some((secret) => whole.includes(secret)) ? 'a secret, or the token' : null;
}
