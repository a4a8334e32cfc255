import { randomBytes } from 'node:crypto';
import { openaiModel, PromptForge, readEnvironment } from 'promptforge';
import { pgliteStorage } from 'promptforge/adapters/pglite';
import { sessionCookies } from 'promptforge/http';
import { sendEmail } from './send-email.js';

const { openai, session } = readEnvironment();

/** The one forge of the process. Without OPENAI_API_KEY it works by rules; with it, the same routes ask the model. */
export const forge = new PromptForge({
  storage: pgliteStorage({ dataDir: '.promptforge' }),
  // Without JWT_SECRET, tokens end with the process.
  session: session ?? { secret: randomBytes(48) },
  auth: { sendEmail },
  ...(openai === null ? { engine: 'rules' as const } : { model: openaiModel(openai) }),
  // Or sentryReporter(Sentry), which sends errors to Sentry and nothing that a user wrote.
  onError: (error, { during }) => console.error(`promptforge, ${during}:`, error),
});

/** Where the tokens of who signs in are: in cookies that no script reads. */
export const cookies = sessionCookies();
