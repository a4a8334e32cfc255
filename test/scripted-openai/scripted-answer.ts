export interface ScriptedTokens {
  readonly input: number;
  readonly output: number;
  readonly cached?: number;
  readonly cacheWrite?: number;
  readonly reasoning?: number;
}

/** How a stream that was begun ends. */
type StreamEnd =
  | 'complete'
  | 'length'
  | 'filtered'
  /** The connection breaks. */
  | 'cut'
  /** The connection closes as if all were well, without the terminal event. */
  | 'closed'
  /** Nothing more comes, and the connection stays open. */
  | 'stalled'
  /** The provider reports an error within the stream. */
  | { readonly failed: string };

export interface StreamedAnswer {
  readonly kind: 'stream';
  readonly text: string;
  readonly refusal: string;
  /** Null: the server reports no usage. */
  readonly tokens: ScriptedTokens | null;
  readonly end: StreamEnd;
  /** Milliseconds before each event; by default as fast as the network takes them. */
  readonly pauseMs?: () => number;
}

export interface RejectedAnswer {
  readonly kind: 'rejected';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly code: string | null;
    readonly param: string | null;
  };
}

/** What the server does with one request. */
export type ScriptedAnswer = StreamedAnswer | RejectedAnswer | ModerationAnswer | { readonly kind: 'hanging' };

/** What the moderation model says: a score for each of its categories. */
export interface ModerationAnswer {
  readonly kind: 'moderation';
  readonly flagged: readonly string[];
  readonly scores: Readonly<Record<string, number>>;
}

/** All categories of OpenAI's moderation model. */
const moderationCategories = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/instructions',
  'self-harm/intent',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
] as const;

/** The moderation model flags these, with these scores; all other categories have a score of 0.01. */
export const moderation = (
  scores: Readonly<Record<string, number>> = {},
  flagged = Object.keys(scores),
): ModerationAnswer => ({
  kind: 'moderation',
  flagged,
  scores,
});

/** The document that the API answers. */
export function moderationDocument({ flagged, scores }: ModerationAnswer) {
  const each = <T>(value: (category: string) => T) =>
    Object.fromEntries(moderationCategories.map((category) => [category, value(category)]));
  return {
    id: 'modr-0001',
    model: 'omni-moderation-latest',
    results: [
      {
        flagged: flagged.length > 0,
        categories: each((category) => flagged.includes(category)),
        category_scores: each((category) => scores[category] ?? 0.01),
        category_applied_input_types: each(() => ['text']),
      },
    ],
  };
}

const usual: ScriptedTokens = { input: 120, output: 45 };

const stream = (part: Partial<StreamedAnswer>): StreamedAnswer => ({
  kind: 'stream',
  text: '',
  refusal: '',
  tokens: usual,
  end: 'complete',
  ...part,
});

/** The value as JSON, complete. */
export const answer = (value: unknown, tokens: ScriptedTokens | null = usual) =>
  stream({ text: JSON.stringify(value), tokens });
/** A text as it is, complete; for malformed JSON and prose. */
export const rawText = (text: string) => stream({ text });
/** The model declines. */
export const refusal = () => stream({ refusal: 'I cannot help with that.' });
/** The output limit is reached in the middle of a text. */
export const truncated = (text: string) => stream({ text, end: 'length' });
/** The content filter stops a text in the middle. */
export const filtered = (text: string) => stream({ text, end: 'filtered' });
/** The connection breaks after a text. */
export const cut = (text: string) => stream({ text, end: 'cut' });
/** The connection closes politely after a text that has no end. */
export const closed = (text: string) => stream({ text, end: 'closed' });
/** The server falls silent after a text. */
export const stalled = (text: string) => stream({ text, end: 'stalled' });
/** The provider gives up after a text; `code` as in `response.error.code`. */
export const gaveUp = (code: string, text = '') => stream({ text, tokens: null, end: { failed: code } });
/** The server takes the request and never answers. */
export const hanging = (): ScriptedAnswer => ({ kind: 'hanging' });

const rejected = (
  status: number,
  type: string,
  code: string | null,
  message: string,
  headers: Readonly<Record<string, string>> = {},
  param: string | null = null,
): RejectedAnswer => ({ kind: 'rejected', status, headers, error: { message, type, code, param } });

export const rateLimited = (headers: Readonly<Record<string, string>> = {}) =>
  rejected(429, 'requests', 'rate_limit_exceeded', 'Rate limit reached for requests.', headers);
export const insufficientQuota = () =>
  rejected(429, 'insufficient_quota', 'insufficient_quota', 'You exceeded your current quota.');
export const serverError = (status = 500) => rejected(status, 'server_error', null, 'The server had an error.');
/** Like the real one, the message holds part of the key. */
export const wrongKey = (key = 'sk-****wxyz') =>
  rejected(401, 'invalid_request_error', 'invalid_api_key', `Incorrect API key provided: ${key}.`);
export const unknownModel = () =>
  rejected(
    404,
    'invalid_request_error',
    'model_not_found',
    'The model does not exist or you do not have access to it.',
  );
/** `param` names what was wrong, for instance `response_format`. */
export const badRequest = (param: string, message = `Invalid parameter: ${param}.`) =>
  rejected(400, 'invalid_request_error', null, message, {}, param);
