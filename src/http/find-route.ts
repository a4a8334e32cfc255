import type { Route } from './route.js';

/** A route whose path is that of a request, with the names in it. */
export interface FoundRoute {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** All routes on a path, whatever their method. `path` begins below the base path. */
export function routesOn(routes: readonly Route[], path: string): readonly FoundRoute[] {
  const parts = path.split('/');
  return routes.flatMap((route) => {
    const params = paramsOf(route.path.split('/'), parts);
    return params === null ? [] : [{ route, params }];
  });
}

function paramsOf(template: readonly string[], parts: readonly string[]): Readonly<Record<string, string>> | null {
  if (template.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const wanted = template[index] ?? '';
    if (!wanted.startsWith('{')) {
      if (wanted !== part) return null;
      continue;
    }
    const value = decoded(part);
    if (value === null || value === '') return null;
    params[wanted.slice(1, -1)] = value;
  }
  return params;
}

/** Null for what is no percent-encoding of UTF-8. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
