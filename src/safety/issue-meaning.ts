/** What a check is about. Policies decide by category. */
export const issueCategories = [
  'structure',
  'injection',
  'content',
  'markup',
  'url',
  'secret',
  'personal_data',
  'encoding',
  'quality',
  'host',
] as const;
export type IssueCategory = (typeof issueCategories)[number];

/** From a remark to what must not pass. */
export const issueSeverities = ['info', 'low', 'medium', 'high'] as const;
export type IssueSeverity = (typeof issueSeverities)[number];

/** What stands in the table of a detector for each of its codes. */
export interface IssueMeaning {
  readonly category: IssueCategory;
  readonly severity: IssueSeverity;
  /** One sentence that says what was found. It quotes nothing. */
  readonly message: string;
  /** One sentence that says how to mend it. */
  readonly fix: string;
}
