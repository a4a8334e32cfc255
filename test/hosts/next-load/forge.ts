import { PromptForge } from 'promptforge';
import { pgliteStorage } from 'promptforge/adapters/pglite';
import { loadPlan } from '../load-plan';

const shared = globalThis as { promptforge?: PromptForge };
shared.promptforge ??= new PromptForge({
  storage: pgliteStorage({ dataDir: '.promptforge' }),
  engine: 'rules',
  session: { secret: String(process.env.JWT_SECRET), maxLifetimeSeconds: 43_200 },
  plans: [loadPlan],
  onError: (error, { during }) => console.error(`promptforge, ${during}:`, error),
});

export const forge = shared.promptforge;
export const sessionCookie = 'session';
