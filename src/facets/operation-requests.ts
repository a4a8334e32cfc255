import type { PromptTestCase } from '../domain/prompt-test.js';
import type { RunBudget } from '../domain/run-budget.js';
import type { SevenDInput } from '../domain/seven-d.js';
import type { RunEventListener } from '../pipeline/run-event.js';
import type { Authenticated } from './caller.js';

/** What every operation on a prompt can be told. */
export interface OperationRequest extends Authenticated {
  /** 10 to 10,000 characters. */
  readonly prompt: string;
  /** `domain` and `output_format` are required; the others default by domain. */
  readonly sevenD: SevenDInput;
  /**
   * Names this run, 1 to 255 printable ASCII characters, unique per user: a repeat gets the first
   * answer and is not charged again, and goes on with the run if the process that carried it out has
   * died. After a run that was canceled, or failed by what asking again may mend (the provider or the
   * storage was away), a repeat is a new run with a charge of its own. Default: the run cannot be repeated.
   */
  readonly idempotencyKey?: string;
  /** Aborts the run at any moment; what it used by then is charged. */
  readonly signal?: AbortSignal;
  /** Told of each step as it happens. */
  readonly onEvent?: RunEventListener;
  /** What the run may use at most, within the `budget` option of the host. Default: that one. */
  readonly budget?: Partial<RunBudget>;
  /** True asks every question anew, whatever the cache holds. Default: false. */
  readonly refresh?: boolean;
}

export interface OptimizeRequest extends OperationRequest {}

export interface ScoreRequest extends OperationRequest {}

export interface CompareRequest extends Omit<OperationRequest, 'prompt'> {
  /** 10 to 10,000 characters. */
  readonly first: string;
  /** 10 to 10,000 characters. */
  readonly second: string;
}

export interface TestRequest extends Omit<OperationRequest, 'sevenD' | 'refresh'> {
  /** 1 to 100, with at most 500 calls of a model between them. */
  readonly cases: readonly PromptTestCase[];
  /** Cases that are asked about at the same time, 1 to 8. Default: 1, one after the other. */
  readonly concurrency?: number;
  /** Default: `generic` and `txt`. Of no effect but to sort the run in figures. */
  readonly sevenD?: SevenDInput;
}

/**
 * The request of an operation, and which one it is meant for. Whatever only matters while a run is carried
 * out (`idempotencyKey`, `signal`, `onEvent`, `refresh`, `concurrency`) is checked, and of no effect.
 */
export type PlanRequest =
  | (OptimizeRequest & {
      /** Default: `optimize`. */
      readonly operation?: 'optimize';
    })
  | (ScoreRequest & { readonly operation: 'score' })
  | (CompareRequest & { readonly operation: 'compare' })
  | (TestRequest & { readonly operation: 'test' });
