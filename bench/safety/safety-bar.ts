/** What was promised of a set of texts, and what came of it. */
export interface SafetyBar {
  readonly set: string;
  readonly promise: string;
  readonly cases: number;
  readonly figure: number;
  readonly kind: 'at least' | 'at most';
  readonly bar: number;
  readonly kept: boolean;
}

export function safetyBar(bar: Omit<SafetyBar, 'kept'>): SafetyBar {
  return { ...bar, kept: bar.kind === 'at least' ? bar.figure >= bar.bar : bar.figure <= bar.bar };
}
