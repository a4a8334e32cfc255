import type OpenAI from 'openai';
import type {
  Response,
  ResponseCreateParamsStreaming,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import { requestOptions } from './access-key.js';
import { billedTokens } from './billed-tokens.js';
import type { StreamCall, StreamEvent, StreamOpener } from './model-stream.js';
import type { OpenaiSettings } from './openai-options.js';
import { vendorParameters } from './openai-vendor-parameters.js';

/** Speaks the Responses API. */
export function openaiResponses(client: OpenAI, settings: OpenaiSettings): StreamOpener {
  return async (call, { signal, onSend }) => {
    const options = await requestOptions(settings, signal);
    onSend();
    const { data, request_id } = await client.responses.create(requestBody(call, settings), options).withResponse();
    return { requestId: request_id, events: translate(data) };
  };
}

function requestBody(call: StreamCall, settings: OpenaiSettings): ResponseCreateParamsStreaming {
  return {
    model: settings.azure?.deployment ?? settings.model,
    ...(call.system === '' ? {} : { instructions: call.system }),
    input: call.user,
    stream: true,
    max_output_tokens: call.maxOutputTokens,
    ...textFormat(call),
    ...vendorParameters(call, settings),
  };
}

function textFormat(call: StreamCall): Pick<ResponseCreateParamsStreaming, 'text'> {
  switch (call.mode) {
    case 'json_schema':
      return {
        text: {
          format: {
            type: 'json_schema',
            name: `promptforge_${call.purpose}`,
            schema: { ...call.schema },
            strict: true,
          },
        },
      };
    case 'json_object':
      return { text: { format: { type: 'json_object' } } };
    case 'text':
      return {};
  }
}

async function* translate(events: AsyncIterable<ResponseStreamEvent>): AsyncGenerator<StreamEvent> {
  let heardText = false;
  let heardRefusal = false;
  for await (const event of events) {
    switch (event.type) {
      case 'response.output_text.delta':
        heardText = true;
        yield { kind: 'text', text: event.delta };
        break;
      case 'response.refusal.delta':
        heardRefusal = true;
        yield { kind: 'refusal', text: event.delta };
        break;
      case 'response.completed':
        yield* usageOf(event.response);
        yield* contentOf(event.response, { heardText, heardRefusal });
        yield { kind: 'end', reason: 'complete' };
        break;
      case 'response.incomplete':
        yield* usageOf(event.response);
        yield {
          kind: 'end',
          reason: event.response.incomplete_details?.reason === 'content_filter' ? 'filtered' : 'length',
        };
        break;
      case 'response.failed':
        yield* usageOf(event.response);
        yield { kind: 'failed', vendorCode: event.response.error?.code ?? null };
        break;
      case 'error':
        yield { kind: 'failed', vendorCode: event.code };
        break;
      default:
        yield { kind: 'progress' };
    }
  }
}

function* usageOf(response: Response): Generator<StreamEvent> {
  const usage = response.usage;
  const tokens = billedTokens({
    input: usage?.input_tokens,
    output: usage?.output_tokens,
    cached: usage?.input_tokens_details?.cached_tokens,
    cacheWrite: usage?.input_tokens_details?.cache_write_tokens,
    reasoning: usage?.output_tokens_details?.reasoning_tokens,
  });
  if (tokens !== null) yield { kind: 'usage', tokens };
}

/** The answer from the final event, for servers that send no pieces of it. */
function* contentOf(
  response: Response,
  { heardText, heardRefusal }: { readonly heardText: boolean; readonly heardRefusal: boolean },
): Generator<StreamEvent> {
  for (const item of response.output ?? []) {
    if (item.type !== 'message') continue;
    for (const part of item.content) {
      if (part.type === 'refusal') yield { kind: 'refusal', text: heardRefusal ? '' : part.refusal };
      else if (part.type === 'output_text' && !heardText) yield { kind: 'text', text: part.text };
    }
  }
}
