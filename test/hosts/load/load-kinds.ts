import type { LoadAnswer, LoadRequest } from './load-client.js';

/** One sort of request, and what has to come of it. */
export interface LoadKind {
  readonly name: string;
  /** How many of twenty. */
  readonly share: number;
  readonly status: number;
  readonly request: (token: string) => LoadRequest;
  /** Whether an answer with the right status is a whole one. */
  readonly isWhole: (answer: LoadAnswer) => boolean;
  /** Whether it takes a call from the plan of its user. */
  readonly isCharged?: boolean;
  readonly isRun?: boolean;
  /** Whether its client leaves in the middle. */
  readonly isLeft?: boolean;
}

const prompt = 'Write a release note for our billing export, for accountants.';
const sevenD = { domain: 'saas', output_format: 'md' };
const json = { 'content-type': 'application/json' };
const events = { accept: 'text/event-stream' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}) => ({
  ...{ method: 'POST', path, headers: { ...json, ...headers }, body: JSON.stringify(body) },
});

const parsed = ({ body }: LoadAnswer) => JSON.parse(body);
const hasCode = (code: string) => (answer: LoadAnswer) => parsed(answer).code === code;

export const loadKinds: readonly LoadKind[] = [
  {
    ...{ name: 'run', share: 5, status: 200, isCharged: true, isRun: true },
    request: (token) => post('/api/gpt-editor', { prompt, sevenD }, bearer(token)),
    isWhole: (answer) => parsed(answer).replayed === false && 'ratelimit' in answer.headers,
  },
  {
    ...{ name: 'run as a stream', share: 2, status: 200, isCharged: true, isRun: true },
    request: (token) => post('/api/gpt-editor', { prompt, sevenD }, { ...bearer(token), ...events }),
    isWhole: ({ body, headers }) => /\nevent: result\ndata: .*\n\n$/.test(body) && 'ratelimit' in headers,
  },
  {
    ...{ name: 'run whose client leaves', share: 1, status: 200, isLeft: true },
    request: (token) => ({
      ...post('/api/gpt-editor', { prompt, sevenD }, { ...bearer(token), ...events }),
      leaves: true,
    }),
    isWhole: ({ body }) => body.startsWith('retry: '),
  },
  {
    ...{ name: 'usage', share: 3, status: 200 },
    request: (token) => ({ path: '/api/usage', headers: bearer(token) }),
    isWhole: (answer) => parsed(answer).quota.length === 1,
  },
  {
    ...{ name: 'validate', share: 2, status: 200 },
    request: (token) => post('/api/validate', { prompt, sevenD }, bearer(token)),
    isWhole: (answer) => parsed(answer).ok === true,
  },
  {
    ...{ name: 'guarded route', share: 3, status: 200, isCharged: true },
    request: (token) => ({ path: '/guarded/open', headers: bearer(token) }),
    isWhole: (answer) => typeof parsed(answer).userId === 'string' && 'ratelimit' in answer.headers,
  },
  {
    ...{ name: 'stranger', share: 1, status: 401 },
    request: () => ({ path: '/api/usage', headers: {} }),
    isWhole: hasCode('session_missing'),
  },
  {
    ...{ name: 'prompt that is too short', share: 1, status: 422 },
    request: (token) => post('/api/gpt-editor', { prompt: 'Short.', sevenD }, bearer(token)),
    isWhole: hasCode('prompt_too_short'),
  },
  {
    ...{ name: 'no room', share: 2, status: 429 },
    request: (token) => ({ path: '/guarded/vast', headers: bearer(token) }),
    isWhole: hasCode('quota_exceeded'),
  },
];
