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
    const text = textOf(choice?.delta?.content);
    if (text !== '') yield { kind: 'text', text };
    if (choice?.delta?.refusal) yield { kind: 'refusal', text: choice.delta.refusal };
    if (chunk.usage) yield* usageOf(chunk.usage);
    if (choice?.finish_reason) yield endOf(choice.finish_reason);
  }
}

/**
 * The words of an answer. OpenAI sends a string; Mistral's reasoning models send a list of parts too,
 * of which those called `thinking` are not the answer.
 * @see https://docs.mistral.ai/capabilities/reasoning
 */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  const parts: readonly unknown[] = content;
  return parts.map((part) => (isTextPart(part) ? part.text : '')).join('');
}

function isTextPart(part: unknown): part is { readonly text: string } {
  if (typeof part !== 'object' || part === null || !('type' in part) || !('text' in part)) return false;
  return part.type === 'text' && typeof part.text === 'string';
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

/** How servers say that they gave up: OpenRouter, vLLM and SGLang, DeepSeek. */
const failures = ['error', 'abort', 'insufficient_system_resource'];

/** Names of a finished answer differ from server to server, so that all others are taken for one. */
function endOf(finishReason: string): StreamEvent {
  if (failures.includes(finishReason)) return { kind: 'failed', vendorCode: null };
  if (finishReason === 'length') return { kind: 'end', reason: 'length' };
  return { kind: 'end', reason: finishReason === 'content_filter' ? 'filtered' : 'complete' };
}
