import type { PromptForge } from '../../src/index.js';

/** What billing uses of a PromptForge. */
export interface BilledForge {
  readonly subscriptions: Pick<PromptForge['subscriptions'], 'update'>;
  readonly plans: Pick<PromptForge['plans'], 'list'>;
  readonly reportError: PromptForge['reportError'];
}
