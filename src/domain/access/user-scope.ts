/** Whose rows a store may touch where they belong to a person, across organizations. */
export interface UserScope {
  readonly userId: string;
}
