import type { z } from 'zod';
import type {
  BuiltInFeature,
  OptimizeRequest,
  PromptForge,
  RunEventListener,
  RunFacts,
  RunOperation,
  ScoreRequest,
  TestRequest,
} from '../../index.js';
import { idempotencyKeyOf } from '../idempotency-key.js';
import { jsonResponse } from '../json-response.js';
import { prefersEvents } from '../prefers-events.js';
import { rateLimitHeaders } from '../rate-limit-headers.js';
import { type Route, route } from '../route.js';
import { operationBodies } from '../schemas/operation-bodies.js';
import { operationResults } from '../schemas/run.js';
import { asSevenDInput } from '../seven-d-input.js';
import { streamRun } from '../streams/stream-run.js';

/** What every operation is told besides what it works on. */
type Watched = Pick<OptimizeRequest, 'idempotencyKey'> & {
  readonly token: string | null;
  readonly signal: AbortSignal;
  readonly onEvent?: RunEventListener;
};

interface OperationRoute<Body extends z.ZodObject> {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly feature: BuiltInFeature;
  readonly body: Body;
  readonly output: (typeof operationResults)[RunOperation];
  readonly run: (forge: PromptForge, body: z.output<Body>, watched: Watched) => Promise<RunFacts>;
}

function operationRoute<Body extends z.ZodObject>({ run, ...definition }: OperationRoute<Body>): Route {
  return route({
    ...definition,
    method: 'POST',
    permission: 'runs:create',
    isIdempotent: true,
    isStreamed: true,
    async handle({ forge, request, token, body }) {
      const named = { token, ...idempotencyKeyOf(request) };
      if (prefersEvents(request)) {
        return streamRun({ forge, request, token, start: (watch) => run(forge, body, { ...named, ...watch }) });
      }
      const result = await run(forge, body, { ...named, signal: request.signal });
      return jsonResponse(result, rateLimitHeaders(result.quota));
    },
  });
}

// Whether there is a prompt or a module, and whatever is no case and no 7D, is judged by the pipeline, which says more.
const asked = <Request>(body: object) => body as Request;

/** Prompts on their way through the pipeline. */
export const operationRoutes: readonly Route[] = [
  operationRoute({
    path: '/gpt-editor',
    operationId: 'optimize',
    summary: 'Takes a prompt through the whole pipeline: rewritten, scored, and measured against the gate.',
    feature: 'gpt_editor',
    body: operationBodies.optimize,
    output: operationResults.optimize,
    run: (forge, body, watched) => forge.optimize(asked<OptimizeRequest>({ ...body, ...watched })),
  }),
  operationRoute({
    path: '/score',
    operationId: 'score',
    summary: 'Scores a prompt as it is.',
    feature: 'gpt_editor',
    body: operationBodies.score,
    output: operationResults.score,
    run: (forge, body, watched) => forge.score(asked<ScoreRequest>({ ...body, ...watched })),
  }),
  operationRoute({
    path: '/compare',
    operationId: 'compare',
    summary: 'Tells which of two prompts is better, asked in both orders.',
    feature: 'gpt_editor',
    body: operationBodies.compare,
    output: operationResults.compare,
    run: (forge, { sevenD, ...body }, watched) => forge.compare({ ...body, ...watched, sevenD: asSevenDInput(sevenD) }),
  }),
  operationRoute({
    path: '/gpt-test',
    operationId: 'test',
    summary: 'Runs a prompt against cases with a model.',
    feature: 'live_test',
    body: operationBodies.test,
    output: operationResults.test,
    run: (forge, body, watched) => forge.test(asked<TestRequest>({ ...body, ...watched })),
  }),
];
