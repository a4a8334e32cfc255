import type { JsonValue } from '../json/json.js';
import type { Assertion } from '../runs/prompt-test.js';
import type { GateThresholds } from '../scores/quality-gate.js';
import type { SevenD, SevenDInput } from '../seven-d/seven-d.js';
import type { ModuleStatus } from './module.js';

/** A value that a module is given, described in JSON Schema (draft 2020-12) as far as forms need it. */
export type ModuleInput =
  | {
      readonly type: 'string';
      readonly title: string;
      readonly description: string;
      /** Code points. Default: 2,000. */
      readonly maxLength?: number;
      /** The only values it takes. */
      readonly enum?: readonly string[];
      readonly default?: string;
    }
  | {
      readonly type: 'number' | 'integer';
      readonly title: string;
      readonly description: string;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly default?: number;
    }
  | {
      readonly type: 'boolean';
      readonly title: string;
      readonly description: string;
      readonly default?: boolean;
    }
  | {
      /** Rendered as a list with a hyphen before each item. */
      readonly type: 'array';
      readonly title: string;
      readonly description: string;
      readonly items: { readonly type: 'string'; readonly maxLength?: number };
      readonly minItems?: number;
      /** Default: 20. */
      readonly maxItems?: number;
      readonly default?: readonly string[];
    };

/** What a module is given: a schema of an object, its fields in the order in which a form shows them. */
export interface ModuleInputs {
  readonly type: 'object';
  /** By name: `a-z`, `0-9` and `_`, beginning with a letter, at most 40 characters. */
  readonly properties: Readonly<Record<string, ModuleInput>>;
  /** Names of those that have to be given. The others have a default, or are rendered as "not specified". */
  readonly required: readonly string[];
}

/** What the answer to the prompt of a module must be like. */
export interface ModuleOutput {
  /** What is to be delivered, in a sentence or two. */
  readonly description: string;
  /** The parts of the answer, in their order. */
  readonly fields: readonly { readonly name: string; readonly description: string }[];
  /** A short example of an answer, or of a part of one. */
  readonly example: string;
}

/** A case that `forge.test()` runs the module by. */
export interface ModuleTest {
  readonly name: string;
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /** What a user says to the prompt. Default: the prompt is the user's message itself. */
  readonly message?: string;
  readonly assertions: readonly Assertion[];
}

/** What a version of a module changed. */
export interface ModuleChange {
  readonly version: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly changes: readonly string[];
}

/**
 * How a module makes a prompt. Every text that ends up in the prompt (`template`, `process`, `guardrails`,
 * `evaluation`, and those of `output`) may hold placeholders, `{{name}}`, for the inputs of the same name.
 */
export interface ModuleRecipe {
  /** What field of work it belongs to: `a-z`, `0-9` and `-`. */
  readonly category: string;
  readonly inputs: ModuleInputs;
  /** The parameters it is made for; a caller may choose others, within `outputFormats`. */
  readonly sevenD: SevenDInput;
  /** The formats it can answer in; that of `sevenD` is one of them. */
  readonly outputFormats: readonly SevenD['output_format'][];
  /** Role, goal and task. */
  readonly template: string;
  readonly output: ModuleOutput;
  /** Steps to work through. */
  readonly process: readonly string[];
  /** What the answer must not do, and what to do where something is missing. */
  readonly guardrails: readonly string[];
  /** Criteria the answer is checked against before it is given. */
  readonly evaluation: readonly string[];
  /** Names of figures that the answer ends with, one on a line, for whoever measures. Default: none. */
  readonly telemetry?: readonly string[];
  /** What its prompts have to reach besides the gate of the domain; the stricter of both counts. Default: the gate alone. */
  readonly thresholds?: Partial<GateThresholds>;
  /** Inputs that show what it is for. */
  readonly example: Readonly<Record<string, JsonValue>>;
  /** 1 to 20. */
  readonly tests: readonly ModuleTest[];
  /** Newest first; the first is of this version. */
  readonly changelog: readonly ModuleChange[];
}

/** A version of a module as somebody writes it. */
export interface ModuleDefinition extends ModuleRecipe {
  /** `a-z`, `0-9` and `-`, at most 64 characters. All versions of a module share it. */
  readonly id: string;
  /** A semantic version without build metadata. */
  readonly version: string;
  /** At most 80 characters. */
  readonly title: string;
  /** At most 300 characters. */
  readonly summary: string;
  /** Default: `active`. */
  readonly status?: ModuleStatus;
  /** The least plan that may use it. Default: every plan may. */
  readonly minimumPlanId?: string | null;
}
