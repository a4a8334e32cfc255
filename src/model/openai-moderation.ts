import type OpenAI from 'openai';
import type { Moderation } from 'openai/resources/moderations';
import { noUsage } from '../domain/quota/usage.js';
import type { ClassifyFailure, ClassifyRequest, ClassifyResult } from '../ports/prompt-classifier.js';
import { classifierContractVersion, type PromptClassifier } from '../ports/prompt-classifier.js';
import { requestOptions } from './access-key.js';
import { faultMessage } from './fault-message.js';
import { openaiClient } from './openai-client.js';
import { openaiFault } from './openai-fault.js';
import { type OpenaiModelOptions, type OpenaiSettings, parseOpenaiOptions } from './openai-options.js';
import { redactedCause } from './redacted-cause.js';
import { retryDelay } from './retry.js';
import { watchAttempt } from './watch.js';

export interface OpenaiModerationOptions
  extends Pick<
    OpenaiModelOptions,
    'apiKey' | 'baseUrl' | 'organization' | 'timeoutMs' | 'maxAttempts' | 'fetch' | 'clock' | 'random'
  > {
  /** Default: `omni-moderation-latest`. */
  readonly model?: string | undefined;
}

/**
 * OpenAI's moderation model, which is free of charge: it tells harmful content (violence, self-harm,
 * harassment and so on), and knows nothing of attacks on the model.
 * @throws PromptForgeError `config_invalid` or `model_key_missing`.
 * @see https://developers.openai.com/api/docs/guides/moderation
 */
export function openaiModeration(options: OpenaiModerationOptions): PromptClassifier {
  const settings = parseOpenaiOptions(
    { ...options, model: options?.model ?? 'omni-moderation-latest' },
    'openaiModeration',
  );
  const client = openaiClient(settings);
  return Object.freeze<PromptClassifier>({
    contract: classifierContractVersion,
    id: settings.model,
    judges: 'content',
    classify: (request) => classify(client, settings, request),
    worstCase: async () => ({ tokens: 0, cost: 0 }),
  });
}

async function classify(client: OpenAI, settings: OpenaiSettings, request: ClassifyRequest): Promise<ClassifyResult> {
  const { clock } = settings;
  for (let sent = 1; ; sent += 1) {
    const leftMs = request.deadline - clock.now();
    if (request.signal.aborted) return failed(settings, 'run_canceled');
    if (leftMs <= 0) return failed(settings, 'model_timeout');
    const watch = watchAttempt({
      signal: request.signal,
      idleMs: leftMs,
      totalMs: settings.timeoutMs,
      leftMs,
    });
    try {
      const { results } = await watch.guard(ask(client, settings, request.text, watch.signal));
      return results?.[0] === undefined ? failed(settings, 'model_output_invalid') : classified(results);
    } catch (error) {
      const stopped = watch.reason();
      if (stopped !== null) return failed(settings, stopped === 'canceled' ? 'run_canceled' : 'model_timeout');
      const fault = openaiFault(error, settings);
      const delay = retryDelay(fault, sent, settings);
      if (delay === null || clock.now() + delay >= request.deadline) {
        return { outcome: 'failed', code: fault.code, message: fault.message, cause: fault.cause, usage: noUsage };
      }
      await clock.sleep(delay, request.signal).catch(() => {});
    } finally {
      watch.end();
    }
  }
}

async function ask(client: OpenAI, settings: OpenaiSettings, text: string, signal: AbortSignal) {
  const options = await requestOptions(settings, signal);
  return client.moderations.create({ model: settings.model, input: text }, options);
}

function classified(results: readonly Moderation[]): ClassifyResult {
  const flagged = results.some((result) => result.flagged === true);
  const named = results.flatMap(({ categories }) => Object.entries(categories ?? {}).filter(([, is]) => is === true));
  const labels = [...new Set(named.map(([label]) => label))]
    .filter((label) => /^[a-z_/-]{1,40}$/.test(label))
    .slice(0, 16);
  const scores = results.flatMap(({ category_scores: of }) => Object.values(of ?? {})).filter(Number.isFinite);
  const highest = Math.min(1, Math.max(0, ...scores));
  // The provider sets a threshold for each kind: what it flags is likely, however low the score it gives.
  const confidence = flagged ? Math.max(0.5, highest) : 1 - highest;
  return { outcome: 'classified', hostile: flagged, confidence, labels: flagged ? labels : [], usage: noUsage };
}

function failed(settings: OpenaiSettings, code: ClassifyFailure['code']): ClassifyFailure {
  const message = faultMessage(code, settings);
  return { outcome: 'failed', code, message, cause: redactedCause({ code }), usage: noUsage };
}
