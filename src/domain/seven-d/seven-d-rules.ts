import type { GateThresholds } from '../scores/quality-gate.js';
import type { ScoreWeights } from '../scores/score.js';

/** Parameters that default by domain. */
export type OptionalParameter = 'scale' | 'urgency' | 'complexity' | 'resources' | 'application';
export type SevenDParameter = 'domain' | OptionalParameter | 'output_format';

/** A value that a parameter may take. Values are named in `a-z`, `0-9` and `_`, as aliases are. */
export interface SevenDValue {
  /** How it is written in a prompt. */
  readonly name: string;
  /** What it stands for, for people who have to choose. */
  readonly meaning: string;
  /** Other words for it, which are taken in its place. */
  readonly aliases: readonly string[];
}

export interface DomainValue extends SevenDValue {
  /** Whom the answer is to come from: "Act as an experienced <role>". */
  readonly role: string;
  /** What a prompt of this domain most often means when it does not say. */
  readonly defaults: Readonly<Record<OptionalParameter, string>>;
  /** What a score has to reach besides, or in place of, a composite of 80. Default: that alone. */
  readonly thresholds?: Readonly<Partial<GateThresholds>>;
  /** How much each dimension of a score counts, adding up to 1. Default: .3, .35, .15 and .2. */
  readonly weights?: ScoreWeights;
}

export interface ComplexityValue extends SevenDValue {
  /** What stands before the role: "an experienced". */
  readonly level: string;
}

export interface ApplicationValue extends SevenDValue {
  /** The steps that suit this purpose, for prompts that have none. */
  readonly process: readonly string[];
}

export interface OutputFormatValue extends SevenDValue {
  /** What the format asks of an answer, a line each, for prompts that do not say. */
  readonly specification: readonly string[];
}

/** All that is known of the seven parameters, value by value, in the order in which they are shown. */
export interface SevenDRuleset {
  readonly domain: Readonly<Record<string, DomainValue>>;
  readonly scale: Readonly<Record<string, SevenDValue>>;
  readonly urgency: Readonly<Record<string, SevenDValue>>;
  readonly complexity: Readonly<Record<string, ComplexityValue>>;
  readonly resources: Readonly<Record<string, SevenDValue>>;
  readonly application: Readonly<Record<string, ApplicationValue>>;
  readonly output_format: Readonly<Record<string, OutputFormatValue>>;
}
