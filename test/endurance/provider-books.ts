import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { LedgerEntry, ScriptedRequest } from '../scripted-openai/index.js';

const counted = new Map<string, number>();

/** Of a text that comes again and again, as instructions and schemas do. */
function countOnce(text: string): number {
  const tokens = counted.get(text) ?? countTokens(text);
  counted.set(text, tokens);
  return tokens;
}

/** The input tokens a provider bills: two messages in the frame OpenAI documents, and the schema as it came. */
export function inputOf({ body, system, user }: Pick<ScriptedRequest, 'body' | 'system' | 'user'>): number {
  const { text, response_format } = body as {
    text?: { format?: { schema?: object } };
    response_format?: { json_schema?: { schema?: object } };
  };
  const sent = text?.format?.schema ?? response_format?.json_schema?.schema;
  const message = (role: string, tokens: number) => 3 + countOnce(role) + tokens;
  return (
    message('system', countOnce(system)) +
    message('user', countTokens(user)) +
    3 +
    (sent === undefined ? 0 : countOnce(JSON.stringify(sent)))
  );
}

/** What a provider had written of an answer by then, by `performance.now()`. */
export function written(entry: Pick<LedgerEntry, 'pieces'> | undefined, until = Number.POSITIVE_INFINITY): string {
  const pieces = entry?.pieces ?? [];
  return pieces
    .filter(({ at }) => at <= until)
    .map(({ text }) => text)
    .join('');
}

/** How far a charge is from what is true, as a share of it. */
export function relative(charged: number, true_: number): number {
  return Math.abs(charged - true_) / Math.max(1, true_);
}
