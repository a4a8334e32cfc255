import { randomBytes } from 'node:crypto';
import { openaiModel, PromptForge, readEnvironment } from 'promptforge';
import { pgliteStorage } from 'promptforge/adapters/pglite';
import { postgresStorage } from 'promptforge/adapters/postgres';
import { sessionCookies } from 'promptforge/http';
import { sendEmail } from './send-email.js';

const { databaseUrl, openai, session } = readEnvironment();

/**
 * The one forge of the process. Without OPENAI_API_KEY it works by rules; with it, the same routes ask the model.
 * Without DATABASE_URL its data are in a folder, for this process alone.
 */
export const forge = new PromptForge({
  storage:
    databaseUrl === null
      ? pgliteStorage({ dataDir: '.promptforge' })
      : postgresStorage({ connectionString: databaseUrl }),
  // Without JWT_SECRET, tokens end with the process.
  session: session ?? { secret: randomBytes(48) },
  auth: { sendEmail },
  ...(openai === null ? { engine: 'rules' as const } : { model: openaiModel(openai) }),
  // Or sentryReporter(Sentry), which sends errors to Sentry and nothing that a user wrote.
  onError: (error, { during }) => console.error(`promptforge, ${during}:`, error),
});

/** Where the tokens of who signs in are: in cookies that no script reads. */
export const cookies = sessionCookies();
