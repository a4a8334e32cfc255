import { pieces } from './pieces.js';
import type { StreamedAnswer } from './scripted-answer.js';
import type { ScriptedRequest } from './scripted-request.js';

type Event = { readonly type: string } & Record<string, unknown>;

/** The events of the Responses API for an answer, up to where it breaks off. */
export function responsesEvents(request: ScriptedRequest, answer: StreamedAnswer): Event[] {
  const itemId = `msg_${request.index}`;
  const at = { item_id: itemId, output_index: 0, content_index: 0 };
  const refused = answer.refusal !== '';
  const part = refused
    ? { type: 'refusal', refusal: answer.refusal }
    : { type: 'output_text', text: answer.text, annotations: [], logprobs: [] };
  const item = (status: string, content: object[]) => ({
    id: itemId,
    type: 'message',
    role: 'assistant',
    status,
    content,
  });

  const events: Event[] = [
    { type: 'response.created', response: response(request, answer, 'in_progress', []) },
    { type: 'response.in_progress', response: response(request, answer, 'in_progress', []) },
  ];
  if (answer.text !== '' || refused) {
    events.push(
      { type: 'response.output_item.added', output_index: 0, item: item('in_progress', []) },
      {
        type: 'response.content_part.added',
        ...at,
        part: refused ? { ...part, refusal: '' } : { ...part, text: '' },
      },
      ...pieces(answer.text).map((delta) => ({ type: 'response.output_text.delta', ...at, delta, logprobs: [] })),
      ...pieces(answer.refusal).map((delta) => ({ type: 'response.refusal.delta', ...at, delta })),
    );
  }
  events.push(...ending(request, answer, { at, part, item, refused }));
  return events.map((event, index) => ({ ...event, sequence_number: index }));
}

interface Parts {
  readonly at: object;
  readonly part: object;
  readonly item: (status: string, content: object[]) => object;
  readonly refused: boolean;
}

function ending(request: ScriptedRequest, answer: StreamedAnswer, { at, part, item, refused }: Parts): Event[] {
  const { end } = answer;
  if (typeof end === 'object') {
    return [{ type: 'response.failed', response: response(request, answer, 'failed', []) }];
  }
  if (end === 'length' || end === 'filtered') {
    const output = answer.text === '' ? [] : [item('incomplete', [part])];
    return [{ type: 'response.incomplete', response: response(request, answer, 'incomplete', output) }];
  }
  if (end !== 'complete') return [];
  const done = refused
    ? { type: 'response.refusal.done', ...at, refusal: answer.refusal }
    : { type: 'response.output_text.done', ...at, text: answer.text, logprobs: [] };
  const output = [item('completed', [part])];
  return [
    done,
    { type: 'response.content_part.done', ...at, part },
    { type: 'response.output_item.done', output_index: 0, item: output[0] },
    { type: 'response.completed', response: response(request, answer, 'completed', output) },
  ];
}

function response(request: ScriptedRequest, answer: StreamedAnswer, status: string, output: object[]) {
  const { end, tokens } = answer;
  return {
    id: `resp_${request.index}`,
    object: 'response',
    created_at: 1_790_000_000,
    completed_at: status === 'completed' ? 1_790_000_001 : null,
    status,
    error: status === 'failed' && typeof end === 'object' ? { code: end.failed, message: 'The model failed.' } : null,
    incomplete_details:
      status === 'incomplete' ? { reason: end === 'filtered' ? 'content_filter' : 'max_output_tokens' } : null,
    instructions: request.system,
    max_output_tokens: request.body.max_output_tokens ?? null,
    model: request.model,
    output,
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: request.body.store ?? true,
    temperature: 1,
    text: request.body.text ?? { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    metadata: {},
    // The real API sends null while there is none; its description only allows leaving it out.
    ...(status === 'in_progress' || tokens === null ? {} : { usage: usage(tokens) }),
  };
}

function usage(tokens: NonNullable<StreamedAnswer['tokens']>) {
  return {
    input_tokens: tokens.input,
    input_tokens_details: { cached_tokens: tokens.cached ?? 0, cache_write_tokens: tokens.cacheWrite ?? 0 },
    output_tokens: tokens.output,
    output_tokens_details: { reasoning_tokens: tokens.reasoning ?? 0 },
    total_tokens: tokens.input + tokens.output,
  };
}
