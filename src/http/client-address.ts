import { isIP } from 'node:net';
import { PromptForgeError } from '../index.js';

/**
 * The address of a caller, as the host knows it.
 * @throws PromptForgeError `config_invalid` for what is no IP address: whoever calls cannot mend it.
 */
export function addressOf(
  request: Request,
  clientAddress: ((request: Request) => string | null) | undefined,
): string | null {
  const address = clientAddress?.(request) ?? null;
  if (address === null || isIP(address) !== 0) return address;
  throw new PromptForgeError('config_invalid', 'The option clientAddress must give an IP address, or null.');
}
