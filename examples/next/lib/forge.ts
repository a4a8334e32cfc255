import { randomBytes } from 'node:crypto';
import { openaiModel, PromptForge, recommendedOpenaiModel } from 'promptforge';
import { pgliteStorage } from 'promptforge/adapters/pglite';

const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL, JWT_SECRET } = process.env;

/** Without OPENAI_API_KEY it works by rules; with it, the same routes ask the model. */
function newForge(): PromptForge {
  return new PromptForge({
    storage: pgliteStorage({ dataDir: '.promptforge' }),
    // Without JWT_SECRET, tokens end with the process.
    session: { secret: JWT_SECRET ?? randomBytes(48) },
    ...(OPENAI_API_KEY || OPENAI_BASE_URL
      ? {
          model: openaiModel({
            apiKey: OPENAI_API_KEY,
            baseUrl: OPENAI_BASE_URL,
            model: OPENAI_MODEL ?? recommendedOpenaiModel,
          }),
        }
      : { engine: 'rules' as const }),
    onError: (error, { during }) => console.error(`promptforge, ${during}:`, error),
  });
}

// Next bundles this file once for the routes, once for the proxy: the process has one forge all the same.
const shared = globalThis as { promptforge?: PromptForge };
shared.promptforge ??= newForge();

export const forge = shared.promptforge;

/** The cookie that holds the access token. */
export const sessionCookie = 'session';
