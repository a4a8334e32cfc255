/** So many failures one after the other mean that it is not the tenants' doing. */
const maxInARow = 5;

/** Goes on after a failure of one tenant, and not through an outage. */
export class FailureStreak {
  failed = 0;
  #inARow = 0;

  /** Whether to stop. */
  get isBroken(): boolean {
    return this.#inARow >= maxInARow;
  }

  succeed(): void {
    this.#inARow = 0;
  }

  fail(): void {
    this.failed += 1;
    this.#inARow += 1;
  }
}
