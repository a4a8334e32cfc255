import { type Check, defineCheck } from '../check.js';
import type { CheckAnswer } from '../check-answer.js';
import type { CheckRequest } from '../check-context.js';

interface Refusal {
  readonly name: string;
  readonly title: string;
  readonly status: number;
  readonly request: (sizes: { readonly oversizedBytes: number }) => CheckRequest;
  readonly also?: (answer: CheckAnswer) => string | null;
}

const cases: readonly Refusal[] = [
  {
    name: 'unknown-route',
    title: 'A route that does not exist is a problem document with 404',
    status: 404,
    request: () => ({ path: '/promptforge-check-nothing', as: 'owner' }),
  },
  {
    name: 'wrong-method',
    title: 'A method that a route does not take is refused with 405, and Allow names those it takes',
    status: 405,
    request: () => ({ path: '/health', method: 'DELETE', as: 'owner' }),
    also: ({ headers }) => (/\bGET\b/.test(headers.get('allow') ?? '') ? null : 'The answer has no Allow with GET.'),
  },
  {
    name: 'malformed-json',
    title: 'A body that is no JSON is refused with 400',
    status: 400,
    request: () => ({ path: '/validate', as: 'owner', text: '{"prompt": ' }),
  },
  {
    name: 'wrong-type',
    title: 'A body of another media type is refused with 415',
    status: 415,
    request: () => ({ path: '/validate', as: 'owner', text: 'prompt=x', headers: { 'content-type': 'text/plain' } }),
  },
  {
    name: 'too-large',
    title: 'A body that is too large is refused with 413',
    status: 413,
    request: ({ oversizedBytes }) => ({
      path: '/validate',
      as: 'owner',
      text: JSON.stringify({ prompt: 'x'.repeat(oversizedBytes) }),
    }),
  },
];

/** What the routes do not take. */
export const refusals: readonly Check[] = cases.map(({ name, title, status, request, also }) =>
  defineCheck({
    name,
    suite: 'api',
    title,
    async run(context) {
      const answer = await context.request(request(context.settings));
      context.expect(answer.status === status, `It is answered with ${answer.status}, and should be with ${status}.`);
      context.expect(answer.type === 'application/problem+json', 'The answer is no application/problem+json.');
      const wrong = also?.(answer) ?? null;
      context.expect(wrong === null, wrong ?? '');
    },
  }),
);
