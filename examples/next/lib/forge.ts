import { randomBytes } from 'node:crypto';
import { openaiModel, PromptForge, readEnvironment } from 'promptforge';
import { pgliteStorage } from 'promptforge/adapters/pglite';
import { sessionCookies } from 'promptforge/http';
import { sendEmail } from './send-email';

/** Without OPENAI_API_KEY it works by rules; with it, the same routes ask the model. */
function newForge(): PromptForge {
  const { openai, session } = readEnvironment();
  return new PromptForge({
    storage: pgliteStorage({ dataDir: '.promptforge' }),
    // Without JWT_SECRET, tokens end with the process.
    session: session ?? { secret: randomBytes(48) },
    auth: { sendEmail },
    ...(openai === null ? { engine: 'rules' as const } : { model: openaiModel(openai) }),
    // Or sentryReporter(Sentry), which sends errors to Sentry and nothing that a user wrote.
    onError: (error, { during }) => console.error(`promptforge, ${during}:`, error),
  });
}

// Next bundles this file once for the routes, once for the proxy: the process has one forge all the same.
const shared = globalThis as { promptforge?: PromptForge };
shared.promptforge ??= newForge();

export const forge = shared.promptforge;

/** The cookie that holds the access token; the one that renews it is beside it. */
export const sessionCookie = '__Host-session';

/** Where the tokens of who signs in are: in cookies that no script reads. */
export const cookies = sessionCookies({ name: sessionCookie });
