import type { Found } from './found.js';
import { isPlaceholderValue } from './placeholder-value.js';
import type { SecretCode } from './secret-meanings.js';

interface Webhook {
  readonly code: SecretCode;
  readonly address: string;
  /** What follows, and how much of it there must be. */
  readonly secret: RegExp;
  readonly least: number;
}

/** Whoever has the URL may use it. */
const webhooks: readonly Webhook[] = [
  { code: 'slack_token', address: 'hooks.slack.com/', secret: /^(?:services|workflows|triggers)\/[\w/-]+/, least: 30 },
  { code: 'service_token', address: 'discord.com/api/webhooks/', secret: /^\d+\/[\w-]+/, least: 56 },
  { code: 'service_token', address: 'discordapp.com/api/webhooks/', secret: /^\d+\/[\w-]+/, least: 56 },
  { code: 'service_token', address: 'api.telegram.org/bot', secret: /^\d+:[\w-]+/, least: 37 },
];

export function webhookUrls(text: string): readonly Found<SecretCode>[] {
  return webhooks.flatMap(({ code, address, secret, least }) => {
    const found: Found<SecretCode>[] = [];
    for (let at = text.indexOf(address); at !== -1; at = text.indexOf(address, at + address.length)) {
      const start = at + address.length;
      const match = secret.exec(text.slice(start, start + 256))?.[0];
      if (match === undefined || match.length < least || isPlaceholderValue(match)) continue;
      found.push({ code, start, end: start + match.length, confidence: 0.95 });
    }
    return found;
  });
}
