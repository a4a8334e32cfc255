import type { PageRequest } from '../domain/lists/page.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** @throws PromptForgeError `request_invalid` */
export function checkedPage(
  { limit, after }: { readonly limit?: number | undefined; readonly after?: string | null | undefined },
  defaultLimit: number,
): PageRequest {
  const asked = limit ?? defaultLimit;
  const isPage = Number.isInteger(asked) && asked >= 1 && asked <= 500;
  if (isPage && (after === undefined || after === null || typeof after === 'string')) {
    return { limit: asked, after: after ?? null };
  }
  throw new PromptForgeError(
    'request_invalid',
    'limit must be a whole number from 1 to 500, and after what the page before gave as next.',
  );
}
