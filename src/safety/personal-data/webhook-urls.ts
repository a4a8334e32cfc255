import type { Found } from './found.js';
import { isPlaceholderValue } from './placeholder-value.js';
import type { SecretCode } from './secret-issues.js';

interface Webhook {
  readonly code: SecretCode;
  readonly address: string;
  readonly secret: RegExp;
}

/** Whoever has the URL may use it. */
const webhooks: readonly Webhook[] = [
  { code: 'slack_token', address: 'hooks.slack.com/', secret: /^(?:services|workflows|triggers)\/[\w/-]{20,200}/ },
  { code: 'service_token', address: 'discord.com/api/webhooks/', secret: /^\d{15,22}\/[\w-]{40,100}/ },
  { code: 'service_token', address: 'discordapp.com/api/webhooks/', secret: /^\d{15,22}\/[\w-]{40,100}/ },
  { code: 'service_token', address: 'api.telegram.org/bot', secret: /^\d{6,12}:[\w-]{30,50}/ },
];

export function webhookUrls(text: string): readonly Found<SecretCode>[] {
  return webhooks.flatMap(({ code, address, secret }) => {
    const found: Found<SecretCode>[] = [];
    for (let at = text.indexOf(address); at !== -1; at = text.indexOf(address, at + address.length)) {
      const start = at + address.length;
      const match = secret.exec(text.slice(start, start + 256))?.[0];
      if (match === undefined || isPlaceholderValue(match)) continue;
      found.push({ code, start, end: start + match.length, confidence: 0.95 });
    }
    return found;
  });
}
