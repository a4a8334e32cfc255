import type OpenAI from 'openai';
import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
} from 'openai/resources/chat/completions/completions';
import { requestOptions } from './access-key.js';
import { billedTokens } from './billed-tokens.js';
import type { StreamCall, StreamEvent, StreamOpener } from './model-stream.js';
import type { OpenaiSettings } from './openai-options.js';
import { vendorParameters } from './openai-vendor-parameters.js';

/** Speaks Chat Completions, the API every OpenAI-compatible server has. */
export function openaiChat(client: OpenAI, settings: OpenaiSettings): StreamOpener {
  return async (call, { signal, onSend }) => {
    const options = await requestOptions(settings, signal);
    onSend();
    const { data, request_id } = await client.chat.completions
      .create(requestBody(call, settings), options)
      .withResponse();
    return { requestId: request_id, events: translate(data) };
  };
}

function requestBody(call: StreamCall, settings: OpenaiSettings): ChatCompletionCreateParamsStreaming {
  return {
    model: settings.azure?.deployment ?? settings.model,
    messages: [
      // Some servers reject an empty message.
      ...(call.system === '' ? [] : [{ role: 'system' as const, content: call.system }]),
      { role: 'user', content: call.user },
    ],
    stream: true,
    stream_options: { include_usage: true },
    ...(takesOldLimit(settings)
      ? { max_tokens: call.maxOutputTokens }
      : { max_completion_tokens: call.maxOutputTokens }),
    ...responseFormat(call),
    ...vendorParameters(call, settings),
  };
}

/**
 * Reasoning models reject the old name of the limit. Older local servers ignore the new one, limit
 * and all, and Azure rejects it before this version of its dated API.
 * @see https://learn.microsoft.com/azure/ai-foundry/openai/how-to/reasoning
 */
function takesOldLimit({ vendor, azure }: OpenaiSettings): boolean {
  return vendor === 'other' || (azure !== null && azure.apiVersion < '2024-12-01');
}

function responseFormat(call: StreamCall): Pick<ChatCompletionCreateParamsStreaming, 'response_format'> {
  switch (call.mode) {
    case 'json_schema':
      return {
        response_format: {
          type: 'json_schema',
          json_schema: { name: `promptforge_${call.purpose}`, schema: { ...call.schema }, strict: true },
        },
      };
    case 'json_object':
      return { response_format: { type: 'json_object' } };
    case 'text':
      return {};
  }
}

async function* translate(chunks: AsyncIterable<ChatCompletionChunk>): AsyncGenerator<StreamEvent> {
  for await (const chunk of chunks) {
    const choice = chunk.choices?.[0];
    yield { kind: 'progress' };
    if (choice?.delta?.content) yield { kind: 'text', text: choice.delta.content };
    if (choice?.delta?.refusal) yield { kind: 'refusal', text: choice.delta.refusal };
    if (chunk.usage) yield* usageOf(chunk.usage);
    if (choice?.finish_reason) yield { kind: 'end', reason: reasonOf(choice.finish_reason) };
  }
}

function* usageOf(usage: NonNullable<ChatCompletionChunk['usage']>): Generator<StreamEvent> {
  const tokens = billedTokens({
    input: usage.prompt_tokens,
    output: usage.completion_tokens,
    cached: usage.prompt_tokens_details?.cached_tokens,
    cacheWrite: usage.prompt_tokens_details?.cache_write_tokens,
    reasoning: usage.completion_tokens_details?.reasoning_tokens,
  });
  if (tokens !== null) yield { kind: 'usage', tokens };
}

function reasonOf(finishReason: string): 'complete' | 'length' | 'filtered' {
  if (finishReason === 'length') return 'length';
  return finishReason === 'content_filter' ? 'filtered' : 'complete';
}
