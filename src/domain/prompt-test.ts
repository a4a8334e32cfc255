/** What running a prompt against its cases came to. */
export interface PromptTestReport {
  readonly passed: number;
  readonly failed: number;
}
