import { isIP } from 'node:net';
import { PromptForgeError } from '../index.js';

/** In the registry of all symbols, so that a second copy of the package reads what the first has noted. */
const noted = Symbol.for('promptforge.client-address');

/**
 * Notes the IP address of the caller with a request, for hosts that know it: a web-standard request cannot
 * say it. The host adapters do so by themselves; the option `clientAddress` goes before it. Null is for
 * what is not known. Answers the same request.
 * @throws PromptForgeError `config_invalid` for what is no IP address.
 */
export function tellAddress<Told extends Request>(request: Told, address: string | null): Told {
  return Object.defineProperty(request, noted, { value: checked(address), configurable: true });
}

/**
 * The address of a caller, as the host knows it.
 * @throws PromptForgeError `config_invalid` for what is no IP address: whoever calls cannot mend it.
 */
export function addressOf(
  request: Request,
  clientAddress: ((request: Request) => string | null) | undefined,
): string | null {
  if (clientAddress !== undefined) return checked(clientAddress(request));
  const address: unknown = Reflect.get(request, noted);
  return typeof address === 'string' ? address : null;
}

function checked(address: string | null | undefined): string | null {
  if (address === null || address === undefined) return null;
  if (isIP(address) !== 0) return address;
  throw new PromptForgeError(
    'config_invalid',
    'The option clientAddress, and tellAddress(), must give an IP address, or null.',
  );
}
