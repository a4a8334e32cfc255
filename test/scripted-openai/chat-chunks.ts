import { pieces } from './pieces.js';
import type { StreamedAnswer } from './scripted-answer.js';
import type { ScriptedRequest } from './scripted-request.js';

/** The chunks of Chat Completions for an answer, up to where it breaks off. */
export function chatChunks(request: ScriptedRequest, answer: StreamedAnswer): object[] {
  const chunk = (delta: object, finishReason: string | null) => ({
    id: `chatcmpl-${request.index}`,
    object: 'chat.completion.chunk',
    created: 1_790_000_000,
    model: request.model,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
    usage: null,
  });
  const chunks: object[] = [chunk({ role: 'assistant', content: '', refusal: null }, null)];
  for (const content of pieces(answer.text)) chunks.push(chunk({ content }, null));
  for (const refusal of pieces(answer.refusal)) chunks.push(chunk({ refusal }, null));
  const finishReason = finishReasons[answer.end as keyof typeof finishReasons];
  if (finishReason === undefined) return chunks;
  chunks.push(chunk({}, finishReason));
  // As the real one does: only when asked.
  if (answer.tokens !== null && asksForUsage(request))
    chunks.push({ ...chunk({}, null), choices: [], usage: usage(answer.tokens) });
  return chunks;
}

function asksForUsage(request: ScriptedRequest): boolean {
  return (request.body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true;
}

const finishReasons = { complete: 'stop', length: 'length', filtered: 'content_filter' } as const;

function usage(tokens: NonNullable<StreamedAnswer['tokens']>) {
  return {
    prompt_tokens: tokens.input,
    completion_tokens: tokens.output,
    total_tokens: tokens.input + tokens.output,
    prompt_tokens_details: {
      cached_tokens: tokens.cached ?? 0,
      audio_tokens: 0,
      cache_write_tokens: tokens.cacheWrite ?? 0,
    },
    completion_tokens_details: {
      reasoning_tokens: tokens.reasoning ?? 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}
