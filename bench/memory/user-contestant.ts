/** Somebody who remembers something of every user who comes. */
export interface UserContestant {
  admit(index: number): Promise<unknown>;
  /** Whether it knows a user who was admitted once, without asking anybody. */
  remembers(index: number): Promise<boolean>;
  beforeWeighing?(): void;
}
