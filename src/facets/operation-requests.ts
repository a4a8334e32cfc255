import type { JsonValue } from '../domain/json/json.js';
import type { RunBudget } from '../domain/quota/run-budget.js';
import type { PromptTestCase } from '../domain/runs/prompt-test.js';
import type { SevenDInput } from '../domain/seven-d/seven-d.js';
import type { RunEventListener } from '../pipeline/run-event.js';
import type { Authenticated } from './caller.js';

/** What every operation on a prompt can be told. */
export interface OperationRequest extends OperationOptions {
  /** 10 to 10,000 characters. */
  readonly prompt: string;
  readonly module?: undefined;
  /** `domain` and `output_format` are required; the others default by domain. */
  readonly sevenD: SevenDInput;
}

/** What every operation on a prompt that a module makes can be told. */
export interface ModuleOperationRequest extends OperationOptions {
  readonly module: ModuleUse;
  readonly prompt?: undefined;
  /** Parameters that are to be other than the module's. Default: none. */
  readonly sevenD?: Partial<SevenDInput>;
}

/** What every operation can be told, whatever it works on. */
export interface OperationOptions extends Authenticated {
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

/** Names a module of the library. */
export interface ModuleChoice {
  readonly id: string;
  /**
   * Default: the latest active one. A run that is repeated under its idempotency key names the version it was
   * begun with, or a later one that was published meanwhile makes it another run.
   */
  readonly version?: string;
}

/** A module with what it is to make a prompt of. */
export interface ModuleUse extends ModuleChoice {
  /** By name. Default: none. */
  readonly inputs?: Readonly<Record<string, JsonValue>>;
}

export interface OptimizeRequest extends OperationRequest {}

export interface ScoreRequest extends OperationRequest {}

export interface CompareRequest extends Omit<OperationRequest, 'prompt' | 'module'> {
  /** 10 to 10,000 characters. */
  readonly first: string;
  /** 10 to 10,000 characters. */
  readonly second: string;
}

export interface TestRequest extends TestOptions {
  /** 10 to 10,000 characters. */
  readonly prompt: string;
  readonly module?: undefined;
  /** 1 to 100, with at most 500 calls of a model between them. */
  readonly cases: readonly PromptTestCase[];
  /** Default: `generic` and `txt`. Of no effect but to sort the run in figures. */
  readonly sevenD?: SevenDInput;
}

/** The prompt of a module, with the placeholders that the inputs of cases fill in. */
export interface TestModuleRequest extends TestOptions {
  readonly module: ModuleChoice;
  readonly prompt?: undefined;
  /** Default: the module's own tests. */
  readonly cases?: readonly PromptTestCase[];
  /** Parameters that are to be other than the module's. Default: none. */
  readonly sevenD?: Partial<SevenDInput>;
}

/** What running a prompt against cases can be told. */
export interface TestOptions extends Omit<OperationOptions, 'refresh'> {
  /** Cases that are asked about at the same time, 1 to 8. Default: 1, one after the other. */
  readonly concurrency?: number;
}

/**
 * The request of an operation, and which one it is meant for. Whatever only matters while a run is carried
 * out (`idempotencyKey`, `signal`, `onEvent`, `refresh`, `concurrency`) is checked, and of no effect.
 */
export type PlanRequest =
  | ((OptimizeRequest | ModuleOperationRequest) & {
      /** Default: `optimize`. */
      readonly operation?: 'optimize';
    })
  | ((ScoreRequest | ModuleOperationRequest) & { readonly operation: 'score' })
  | (CompareRequest & { readonly operation: 'compare' })
  | ((TestRequest | TestModuleRequest) & { readonly operation: 'test' });
