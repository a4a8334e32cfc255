import type { CheckRunRequest, Checks } from '../checks/index.js';
import { type CheckReport, PromptForgeError } from '../index.js';
import { bearerToken } from './bearer-token.js';
import { isSameOrigin } from './cookie-token.js';

/** Checks that are offered by a handler, which they check itself unless they name another target. */
export interface MountedChecks {
  readonly checks: Checks;
  readonly target: (request: Request) => Promise<Response>;
}

/**
 * Runs checks for a request, which has to come from this very site: a run costs something, and other sites
 * must not start one in the name of a visitor, not even with a link.
 * @throws PromptForgeError `permission_denied`, and what `run()` throws.
 */
export function runMounted(
  { checks, target }: MountedChecks,
  request: Request,
  basePath: string,
  asked: CheckRunRequest,
): Promise<CheckReport> {
  if (bearerToken(request) === null && !isSameOrigin(request)) {
    throw new PromptForgeError(
      'permission_denied',
      'Checks are started from a page of this site, or with Authorization: Bearer.',
    );
  }
  return checks.run({ target, handlerUrl: `${new URL(request.url).origin}${basePath}`, ...asked });
}
