import type { ParameterSet } from '../domain/library/parameter-set.js';
import type { SevenD } from '../domain/seven-d/seven-d.js';
import type { ComparedParameter } from '../library/parameter-sets/parameter-values.js';
import type { Authenticated } from './caller.js';

/** A set as it is shown to a caller. */
export interface ParameterSetDetails extends ParameterSet {
  /** Counts its changes, 1 after it was made. Give it back as `expectedVersion`. */
  readonly version: number;
  /** Whether this caller may change and remove it. */
  readonly mayChange: boolean;
}

export interface CreateParameterSetRequest extends Authenticated {
  /** What people know it by, 1 to 100 characters. */
  readonly name: string;
  /** At least one of the seven. Spelling is folded, and aliases are followed. */
  readonly values: Partial<SevenD>;
  /** Whether everybody in the organization sees it. Default: false. */
  readonly shared?: boolean;
}

export interface ParameterSetRequest extends Authenticated {
  readonly setId: string;
}

export interface ListParameterSetsRequest extends Authenticated {
  /** 1 to 500. Default: 50. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string | null;
}

/** What is not given stays as it is; `values` replaces all of them. */
export interface UpdateParameterSetRequest extends ParameterSetRequest {
  /** The version that was read. */
  readonly expectedVersion: number;
  readonly name?: string;
  readonly values?: Partial<SevenD>;
  readonly shared?: boolean;
}

export interface RemoveParameterSetRequest extends ParameterSetRequest {
  /** The version that was read. Default: whatever it is now. */
  readonly expectedVersion?: number;
}

export interface CompareParameterSetsRequest extends Authenticated {
  /** Ids of two sets. */
  readonly first: string;
  readonly second: string;
}

/** Two sets side by side. */
export interface ParameterSetComparison {
  readonly equal: boolean;
  /** All seven, in their order. */
  readonly parameters: readonly ComparedParameter[];
}

export interface ResolveParametersRequest extends ParameterSetRequest {
  /** Values that count more than those of the set. Default: none. */
  readonly overrides?: Partial<SevenD>;
}
