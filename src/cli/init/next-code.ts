import { environmentCode, forgeCode, forgeImports } from './forge-code.js';
import type { StorageCode } from './storage-code.js';
import { hanging, importLines, type Syntax } from './syntax.js';

/** `lib/forge`: the one forge of the process. */
export function nextForgeCode(storage: StorageCode, syntax: Syntax): string {
  const cast = syntax.language === 'ts' ? ' as { promptforge?: PromptForge }' : '';
  return `${importLines(forgeImports(storage), syntax).join('\n')}

${environmentCode(storage)}

function newForge() {
  return ${hanging(forgeCode(storage, syntax), 2)};
}

// Next bundles this file once for the routes, once for the proxy: the process has one forge all the same.
const shared = globalThis${cast};
shared.promptforge ??= newForge();

export const forge = shared.promptforge;

/** The cookie that holds the access token. */
export const sessionCookie = 'promptforge-session';
`;
}

/** `app/api/[...promptforge]/route`. */
export const nextRouteCode = `import { createHandler } from 'promptforge/http';
import { nextHandler } from 'promptforge/next';
import { forge } from '../../../lib/forge';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = nextHandler(createHandler(forge));
`;

/** `instrumentation`. */
export const nextInstrumentationCode = `/** Runs once when the server starts, and not while it is built. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { forge } = await import('./lib/forge');
  await forge.setup();
  // Runs whose process died are ended, and give back what they held.
  setInterval(() => forge.maintain().catch(console.error), 60_000).unref();
}
`;

/** `proxy`, or `middleware` before Next 16, which has to be told to run where there is a database. */
export function nextProxyCode(name: 'proxy' | 'middleware'): string {
  const runtime = name === 'middleware' ? "runtime: 'nodejs', " : '';
  return `import { sessionCheck } from 'promptforge/next';
import { forge, sessionCookie } from './lib/forge';

/** Sends who has no session to the sign-in page, which is yours. */
export const ${name} = sessionCheck(forge, { signIn: '/sign-in', cookie: sessionCookie });

// The pages that take a session: name yours.
export const config = { ${runtime}matcher: ['/members/:path*'] };
`;
}

/** What the configuration of Next needs, as a line of it. */
export function externalPackagesLine({ peer }: StorageCode): string {
  // Those of the other storages are left alone by Next itself, or may be bundled.
  const packages = ['promptforge', ...(peer === '@electric-sql/pglite' ? [peer] : [])];
  return `serverExternalPackages: [${packages.map((name) => `'${name}'`).join(', ')}],`;
}

/** `next.config`. */
export function nextConfigCode(storage: StorageCode): string {
  return `export default {
  // Loaded by Node as they are: one copy in the whole process, with the files of the database beside it.
  ${externalPackagesLine(storage)}
};
`;
}
