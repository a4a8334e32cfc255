import { describe, expect, test } from 'vitest';
import type { CandidateFault } from '../../src/optimize/loop-parts.js';
import { corporaAbsent, corporaAvailable } from '../corpora.js';
import { expectAccounts } from '../fixtures/expect-accounts.js';
import { optimizeOverHttp, story } from '../fixtures/forge-over-http.js';
import { best, better } from '../fixtures/forge-with-model.js';
import type { PromptWorld } from '../fixtures/prompt-world.js';
import { rawText, refusal, truncated } from '../scripted-openai/index.js';

const available = corporaAvailable('openai/openapi.yaml');
const original = 'Write a release note for {product}, for accountants who export invoices.';
const kept = 'Write a release note of 150 words on {product}, for accountants who export invoices as CSV.';

/** What a rewriter answers, or a judge says of it, so that a candidate is left out. */
const faults = {
  empty: { answer: ' Write! ' },
  too_long: { answer: `${kept}${' Be brief.'.repeat(400)}` },
  // Ends and composition of signs are the same text.
  unchanged: { answer: `  ${original}\r\n` },
  placeholder_lost: { answer: better },
  placeholder_invented: { answer: `${kept} Sign it as {author}.` },
  evidence_marker_leaked: { answer: `-----BEGIN EVIDENCE 1-----\n${kept}` },
  rubric_quoted: { answer: `${kept} Everything needed is given, or marked as a placeholder to fill in.` },
  script_changed: { answer: 'Напиши заметку о выпуске {product} для бухгалтеров, которые выгружают счета.' },
  language_changed: {
    answer: 'Schreibe eine Mitteilung über {product} für Buchhalter, die Rechnungen ausführen und ablegen wollen.',
  },
  answered: {
    answer: 'Dear accountants,\n{product} now exports your invoices as CSV. The file is ready within a minute.',
  },
  model_refused: { answer: refusal() },
  model_output_invalid: { answer: rawText('The prompt is fine as it is.') },
  model_output_truncated: { answer: truncated('{"optimized_prompt": "Write a rel') },
  repeated: { answer: kept, repeats: kept },
  unscored: { answer: kept, judged: [refusal(), rawText('Very good.')] },
} satisfies Record<
  CandidateFault,
  { readonly answer: string | object; readonly repeats?: string; readonly judged?: readonly object[] }
>;

interface Fault {
  readonly reason: string;
  readonly answer: string | object;
  readonly repeats?: string;
  readonly judged?: readonly object[];
}

const cases: readonly Fault[] = Object.entries(faults).map(([reason, fault]) => ({ reason, ...fault }));
const good = `${kept} End with where to ask.`;

describe.skipIf(!available).each(['responses', 'chat'] as const)(
  `a candidate that is left out, written by OpenAI by %s (${available ? 'judged by the published API' : corporaAbsent})`,
  (api) => {
    const run = (rewritten: NonNullable<PromptWorld['rewritten']>, judged: PromptWorld['judged'], candidates = 1) =>
      optimizeOverHttp({
        api,
        world: { original, judged: { [original]: [2], [good]: [4], ...judged }, rewritten },
        options: { loop: { maxSteps: 3, candidates, composed: false, maxSamples: 3, maxConfirmations: 1 } },
      });

    test.each(cases)('as $reason keeps none of the others from being found', async (fault) => {
      const { reason, answer, repeats, judged } = fault;
      const ended =
        repeats === undefined
          ? await run({ clarify: answer, persona_free: good }, judged === undefined ? {} : { [kept]: judged })
          : await run({ clarify: repeats, persona_free: answer, structure: good }, { [kept]: [3] });
      const before = repeats === undefined ? [] : ['step 1: clarify', '1 accepted: 75'];
      const [first, last] = repeats === undefined ? [1, 2] : [2, 3];
      expect(story(ended.steps)).toEqual([
        '0 accepted: 50',
        ...before,
        `step ${first}: ${first === 1 ? 'clarify' : 'persona_free'}`,
        `${first} rejected: ${reason}`,
        `step ${last}: ${last === 2 ? 'persona_free' : 'structure'}`,
        `${last} accepted: 100`,
        `${last} compared: candidate`,
        `${last} measured: 3 x 100`,
        'gate: pass',
        'stopped: gate_passed',
      ]);
      expect(ended.result).toMatchObject({ improved: true, optimized: { prompt: good } });
      expectAccounts(ended);
      // What is rejected is not judged, and what could not be judged was asked about twice.
      const judgements = ended.server.requests.filter(({ purpose }) => purpose === 'judge').length;
      expect(judgements).toBe(5 + (judged === undefined ? 0 : 2) + (repeats === undefined ? 0 : 1));
    });

    test('as one of three side by side leaves the other two in the race', async () => {
      const ended = await run(
        { clarify: refusal(), persona_free: `${kept} Be brief.`, structure: good },
        { [`${kept} Be brief.`]: [3] },
        3,
      );
      expect(story(ended.steps)).toEqual([
        '0 accepted: 50',
        'step 1: clarify, persona_free, structure',
        '1 rejected: model_refused',
        '1 no better: 75',
        '1 accepted: 100',
        '1 compared: candidate',
        '1 measured: 3 x 100',
        'gate: pass',
        'stopped: gate_passed',
      ]);
      expectAccounts(ended);
    });

    test('all of them, in each step, leaves the original', async () => {
      const answers = { clarify: refusal(), persona_free: original, structure: best, constrain: rawText('No.') };
      const ended = await run({ ...answers, exemplify: refusal(), domain: truncated('{"opt') }, {}, 3);
      expect(story(ended.steps).filter((line) => line.includes('rejected:'))).toHaveLength(6);
      expect(ended.result).toMatchObject({
        improved: false,
        optimized: { prompt: original },
        stopReason: 'candidates_rejected',
      });
      expectAccounts(ended);
    });
  },
);
