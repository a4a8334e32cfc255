import { type Permission, type PromptForge, PromptForgeError } from '../../index.js';
import type { PageLink } from './layout.js';

/** Every page, and what it takes to see it. */
const pages: readonly { readonly path: string; readonly title: string; readonly permission: Permission }[] = [
  { path: '/dashboard', title: 'Your figures', permission: 'analytics:read' },
  { path: '/dashboard/performance', title: 'Performance', permission: 'analytics:read_organization' },
  { path: '/dashboard/business', title: 'Business', permission: 'analytics:read_organization' },
];

/** The pages that the caller may see. `current` is the path of one of them, below the base path. */
export async function navigation(
  forge: PromptForge,
  token: string | null,
  { basePath, current }: { readonly basePath: string; readonly current: string },
): Promise<readonly PageLink[]> {
  const seen = await Promise.all(pages.map(({ permission }) => may(forge, token, permission)));
  return pages
    .filter((_page, index) => seen[index])
    .map(({ path, title }) => ({ href: `${basePath}${path}`, title, isCurrent: path === current }));
}

/** Whether the caller has a permission. */
export async function may(forge: PromptForge, token: string | null, permission: Permission): Promise<boolean> {
  try {
    await forge.sessions.require(token, permission);
    return true;
  } catch (error) {
    if (PromptForgeError.is(error) && error.code === 'permission_denied') return false;
    throw error;
  }
}
