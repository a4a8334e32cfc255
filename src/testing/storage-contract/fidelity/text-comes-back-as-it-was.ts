import assert from 'node:assert/strict';
import { exactSampling } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { runInput } from '../fixtures/reservation.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { runResult, score, scoreRecord, settlement } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';
import { unusualText } from './unusual-text.js';

export const textComesBackAsItWas: readonly ContractSpec[] = [
  {
    promise: 'prompts, results, errors, scores and events come back to the character, whatever they hold',
    async verify({ storage, scope }) {
      for (const text of unusualText) {
        const run = await reserveRun(storage, scope, { input: runInput(text), model: text, planId: text });
        assert.deepEqual(run.input, runInput(text));
        const result = runResult({
          optimized: { prompt: text, score: score(80.1), sampling: exactSampling },
          changes: [text, ''],
        });
        const scores = [{ ...scoreRecord('candidate', 80.1), rubric: text }];
        const events = [telemetryEvent(scope, run.id, 1, { data: { text, [`key ${text}`]: [text] } })];
        const error = { code: text, message: text };
        const given = settlement(run.id, { result, scores, events, error });
        const settled = assertOutcome(await storage.ledger.settle(scope, given), 'settled').run;

        assert.deepEqual({ result: settled.result, error: settled.error }, { result, error });
        assert.deepEqual(await storage.ledger.get(scope, run.id), settled);
        assert.deepEqual([settled.input, settled.model, settled.planId], [run.input, text, text]);
        assert.deepEqual(await storage.ledger.scores(scope, run.id), scores);
        assert.deepEqual(await storage.events.ofRun(scope, { runId: run.id, after: 0, limit: 5 }), events);
      }
    },
  },
  {
    promise: 'a prompt of 10,000 characters comes back whole',
    async verify({ storage, scope }) {
      const prompt = Array.from({ length: 1_000 }, (_, index) => `${index} ä\u{1F600}\n`.padEnd(10, '.'))
        .join('')
        .slice(0, 10_000);
      const { id } = await reserveRun(storage, scope, { input: runInput(prompt) });
      assert.equal((await storage.ledger.get(scope, id))?.input?.prompt, prompt);
    },
  },
];
