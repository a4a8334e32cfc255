import type { Permission, PromptForge } from '../../index.js';
import { may } from '../may.js';
import type { PageLink } from './layout.js';

const checksPath = '/testing';

/** Every page, and what it takes to see it. */
const pages: readonly { readonly path: string; readonly title: string; readonly permission: Permission }[] = [
  { path: '/dashboard', title: 'Your figures', permission: 'analytics:read' },
  { path: '/dashboard/performance', title: 'Performance', permission: 'analytics:read_organization' },
  { path: '/dashboard/business', title: 'Business', permission: 'analytics:read_organization' },
  { path: checksPath, title: 'Checks', permission: 'checks:run' },
];

export interface NavigationParts {
  readonly basePath: string;
  /** The path of the page that is shown, below the base path. */
  readonly current: string;
  /** Whether the host offers the checks. */
  readonly hasChecks: boolean;
}

/** The pages that are there, and that the caller may see. */
export async function navigation(
  forge: PromptForge,
  token: string | null,
  { basePath, current, hasChecks }: NavigationParts,
): Promise<readonly PageLink[]> {
  const offered = pages.filter(({ path }) => hasChecks || path !== checksPath);
  const seen = await Promise.all(offered.map(({ permission }) => may(forge, token, permission)));
  return offered
    .filter((_page, index) => seen[index])
    .map(({ path, title }) => ({ href: `${basePath}${path}`, title, isCurrent: path === current }));
}
