import { PromptForgeError } from '../errors/promptforge-error.js';
import type { SessionSettings, SharedSecretSettings } from './session-settings.js';

/** Settings of sessions of our own. @throws PromptForgeError `config_invalid` when tokens are those of another issuer. */
export function ownSettings(settings: SessionSettings): SharedSecretSettings {
  if ('secret' in settings) return settings;
  throw new PromptForgeError(
    'config_invalid',
    'Tokens come from session.issuer. To issue and refresh them here, configure session.secret instead of session.jwks.',
  );
}
