import { randomBytes } from 'node:crypto';
import { PromptForge } from 'promptforge';
import { pgliteStorage } from 'promptforge/adapters/pglite';
import { sessionCookies } from 'promptforge/http';
import { loadPlan } from '../load-plan';

const shared = globalThis as { promptforge?: PromptForge };
shared.promptforge ??= new PromptForge({
  storage: pgliteStorage({ dataDir: '.promptforge' }),
  engine: 'rules',
  // While it is built there is none.
  session: { secret: process.env.JWT_SECRET ?? randomBytes(48), maxLifetimeSeconds: 43_200 },
  plans: [loadPlan],
  onError: (error, { during }) => console.error(`promptforge, ${during}:`, error),
});

export const forge = shared.promptforge;
export const sessionCookie = '__Host-session';
export const cookies = sessionCookies({ name: sessionCookie });
