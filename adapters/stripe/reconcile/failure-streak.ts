/** So many failures one after the other mean that it is not the tenants' doing. */
const maxInARow = 5;

/** Goes on after a failure of one tenant, and not through an outage. */
export class FailureStreak {
  readonly #failed = new Set<string>();
  #inARow = 0;

  /** How many tenants failed. */
  get failed(): number {
    return this.#failed.size;
  }

  /** Whether to stop. */
  get isBroken(): boolean {
    return this.#inARow >= maxInARow;
  }

  succeed(): void {
    this.#inARow = 0;
  }

  fail(orgId: string): void {
    this.#failed.add(orgId);
    this.#inARow += 1;
  }
}
