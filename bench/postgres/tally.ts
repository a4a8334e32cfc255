import type { PostgresContestant } from './contestant.js';

/** A contestant whose answers are counted, to be compared with what the database says. */
export class Tally {
  readonly name: string;
  readonly #contestant: PostgresContestant;
  #answered = 0;

  constructor(contestant: PostgresContestant) {
    this.name = contestant.name;
    this.#contestant = contestant;
  }

  async call(key: number): Promise<void> {
    await this.#contestant.consume(key);
    this.#answered += 1;
  }

  /** Removes what earlier updates have left behind. */
  tidy(): Promise<void> {
    return this.#contestant.run('vacuum analyze');
  }

  /** @throws Error when the database counted another number of calls than were answered. */
  async finish(): Promise<void> {
    const counted = await this.#contestant.counted();
    await this.#contestant.close();
    if (counted !== this.#answered) {
      throw new Error(`${this.name} answered ${this.#answered} calls, and counted ${counted}.`);
    }
  }
}
