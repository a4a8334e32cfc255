import { createContext, useContext } from 'react';
import type { PlanUsage } from './quota-words';
import type { Loaded } from './use-loaded';

export interface UsageAccess {
  readonly usage: Loaded<PlanUsage>;
  /** After whatever may have used something, or changed the plan. */
  readonly reload: () => Promise<void>;
}

export const UsageContext = createContext<UsageAccess>({ usage: { state: 'loading' }, reload: async () => {} });

/** The plan of the visitor and what is left of it, as the frame of the page shows it. */
export const useUsage = (): UsageAccess => useContext(UsageContext);
