import { describe, expect, test } from 'vitest';
import { corporaAbsent, corporaAvailable } from '../corpora.js';
import { expectAccounts } from '../fixtures/expect-accounts.js';
import { optimizeOverHttp, story } from '../fixtures/forge-over-http.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { type LoopPath, loopPaths } from '../fixtures/loop-paths.js';

const available = corporaAvailable('openai/openapi.yaml');

const cases = Object.entries(loopPaths).flatMap(([reason, ways]) =>
  Object.entries<LoopPath>(ways).map(([way, path]) => ({ reason, way, path })),
);

describe.skipIf(!available).each(['responses', 'chat'] as const)(
  `a run with OpenAI by %s (${available ? 'judged by the published API' : corporaAbsent})`,
  (api) => {
    test.each(cases)('stops with $reason $way', async ({ reason, path }) => {
      const { told, outcome, ...run } = path;
      const ended = await optimizeOverHttp({ api, ...run });
      expect(ended.error).toBeNull();
      expect(story(ended.steps)).toEqual([...told, `stopped: ${reason}`]);
      expect(ended.result).toMatchObject({ ...outcome, stopReason: reason });
      expect(ended.server.requests.map((request) => request.api)).toEqual(ended.server.requests.map(() => api));
      expectAccounts(ended);
    });
  },
);

/** The one reason to stop that no run with a model has: a model always writes something. */
test('a run by rules that have nothing more to say stops with nothing_to_add', async () => {
  const { optimize, events } = forgeWithModel([], { engine: 'rules' });
  const { optimized } = await optimize();
  events.length = 0;
  const { prompt } = optimized;
  expect(await optimize({ prompt })).toMatchObject({ improved: false, optimized: { prompt } });
  expect(story(events)).toEqual(['0 accepted: 77.2', 'step 1: clarify', 'gate: fail', 'stopped: nothing_to_add']);
});
