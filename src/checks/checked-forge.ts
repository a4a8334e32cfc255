import type { PromptForge } from '../index.js';

/** What checks need of a PromptForge: the trusted side of its users, plans and reports. */
export type CheckedForge = Pick<PromptForge, 'sessions' | 'plans' | 'subscriptions' | 'users' | 'checkReports'>;
