/** The answer holds a text. OpenAI's graders call it `string_check` with `like`, or `ilike` where case is ignored. */
export interface ContainsAssertion {
  readonly type: 'contains';
  /** 1 to 10,000 UTF-16 units. */
  readonly value: string;
  /** Default false. */
  readonly ignoreCase?: boolean;
  /** True wants the opposite. Default false. */
  readonly not?: boolean;
}

/** The answer is a text, white space around either aside. OpenAI's graders call it `string_check` with `eq` or `ne`. */
export interface EqualsAssertion {
  readonly type: 'equals';
  /** At most 10,000 UTF-16 units. */
  readonly value: string;
  /** Default false. */
  readonly ignoreCase?: boolean;
  /** True wants the opposite. Default false. */
  readonly not?: boolean;
}

/** A pattern matches somewhere in the answer. It runs in RE2, in time linear in the answer. */
export interface RegexAssertion {
  readonly type: 'regex';
  /** 1 to 1,000 UTF-16 units in the syntax of JavaScript, without lookaround and backreferences. */
  readonly pattern: string;
  /** Any of i (ignore case), m (^ and $ match at lines) and s (a dot matches line breaks). Default none. */
  readonly flags?: string;
  /** True wants no match. Default false. */
  readonly not?: boolean;
}

/** The answer is JSON, fenced or not, that a JSON Schema accepts. */
export interface JsonSchemaAssertion {
  readonly type: 'json_schema';
  /**
   * A plain object of JSON, such as `z.toJSONSchema(shape)` answers; anything else is refused. Draft
   * 2020-12, or the draft its `$schema` names (4, 7, 2019-09). At most 20,000 characters of JSON.
   */
  readonly schema: Readonly<object>;
}

/** The answer shares the words of a reference, in its order: ROUGE-L, which OpenAI's `text_similarity` calls `rouge_l`. */
export interface SimilarityAssertion {
  readonly type: 'similarity';
  /** 1 to 40,000 UTF-16 units. */
  readonly to: string;
  /** The least ROUGE-L F1 that passes, above 0 up to 1. OpenAI's graders call it `pass_threshold`. */
  readonly atLeast: number;
}

/** A model grades the answer by a criterion, as OpenAI's `score_model` does. Each sample is a call of its own. */
export interface RubricAssertion {
  readonly type: 'rubric';
  /** What to measure, 1 to 2,000 UTF-16 units: "Names the refund period." */
  readonly criterion: string;
  /** The least mean that passes, from 0 to 100. */
  readonly atLeast: number;
  /** 1 to 5. Default 1. */
  readonly samples?: number;
}

export type Assertion =
  | ContainsAssertion
  | EqualsAssertion
  | RegexAssertion
  | JsonSchemaAssertion
  | SimilarityAssertion
  | RubricAssertion;

/** One way to try a prompt, and what its answer must be like. */
export interface PromptTestCase {
  /** 1 to 200 UTF-16 units; the names of the cases of a request differ. */
  readonly name: string;
  /** Values for the placeholders of the prompt, by name. Default: none. */
  readonly inputs?: Readonly<Record<string, string>>;
  /**
   * What a user says to the prompt. With a message the prompt is the system message; without one,
   * which is the default, it is the user's message itself.
   */
  readonly message?: string;
  /** 1 to 20. */
  readonly assertions: readonly Assertion[];
}

/** What came of one assertion. */
export interface AssertionResult {
  readonly type: Assertion['type'];
  readonly passed: boolean;
  /** From 0 to 1 for `similarity`, from 0 to 100 for `rubric`; null for the others, and without a valid grade. */
  readonly score: number | null;
  /** Why it passed or not, for people. */
  readonly detail: string;
}

/** What came of one case. */
export interface CaseResult {
  readonly name: string;
  /** True when the model answered and every assertion holds. */
  readonly passed: boolean;
  /** The answer; null when there was none. */
  readonly output: string | null;
  /** Milliseconds the model took to answer, retries and waiting included. */
  readonly latencyMs: number;
  /** Why there is no answer: the model refused, was cut off, or wrote what is no answer. Null when there is one. */
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** In the order of the request; empty without an answer. */
  readonly assertions: readonly AssertionResult[];
}

/** What running a prompt against its cases came to. */
export interface PromptTestReport {
  readonly passed: number;
  readonly failed: number;
  /** In the order of the request. */
  readonly cases: readonly CaseResult[];
}
