import { randomBytes } from 'node:crypto';
import { openaiModel, PromptForge, readEnvironment } from 'promptforge';
import { pgliteStorage } from 'promptforge/adapters/pglite';
import { supabaseStorage } from 'promptforge/adapters/supabase';
import { sessionCookies } from 'promptforge/http';
import { supabaseSession } from 'promptforge/issuers';
import { project } from './project.js';
import { sendEmail } from './send-email.js';

const { openai, session } = readEnvironment();

/** Where everything is kept, and who says who somebody is. */
const place =
  project === null
    ? {
        storage: pgliteStorage({ dataDir: '.promptforge' }),
        session: session ?? { secret: randomBytes(48) },
        auth: { sendEmail },
      }
    : { storage: supabaseStorage({ client: project.admin }), session: supabaseSession({ url: project.url }) };

/** The one forge of the process. Without OPENAI_API_KEY it works by rules; with it, the same routes ask the model. */
export const forge = new PromptForge({
  ...place,
  ...(openai === null ? { engine: 'rules' as const } : { model: openaiModel(openai) }),
  // Or sentryReporter(Sentry), which sends errors to Sentry and nothing that a user wrote.
  onError: (error, { during }) => console.error(`promptforge, ${during}:`, error),
});

/** Where the tokens of who signs in are: in cookies that no script reads. */
export const cookies = sessionCookies();
