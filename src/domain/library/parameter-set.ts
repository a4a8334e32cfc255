import type { SevenD } from '../seven-d/seven-d.js';

/** Values of the seven parameters that an organization keeps under a name. */
export interface ParameterSet {
  readonly id: string;
  readonly name: string;
  /** Who made it; null once that person was erased. */
  readonly ownerId: string | null;
  /** Whether it is for everybody in the organization, or for its owner alone. */
  readonly shared: boolean;
  /** Some of the seven, or all. */
  readonly values: Partial<SevenD>;
}
