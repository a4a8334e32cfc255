import { environmentCode, forgeCode, forgeImports } from './forge-code.js';
import type { StorageCode } from './storage-code.js';
import { importLines, type Syntax } from './syntax.js';

/** What of the code goes by Express or Hono. */
export const serverHosts = {
  express: { handler: 'expressHandler', mount: "app.use('/api', promptforge);", listen: 'app.listen()' },
  hono: { handler: 'honoHandler', mount: "app.all('/api/*', promptforge);", listen: 'serve() of @hono/node-server' },
} as const;

/** The line that ends the forge with the server. */
export const endLine = 'endWith(server);';

/** The module that makes the forge, and exports its routes for a server of Express or Hono. */
export function serverCode(host: keyof typeof serverHosts, storage: StorageCode, syntax: Syntax): string {
  const { handler, mount, listen } = serverHosts[host];
  const isTyped = syntax.language === 'ts';
  const typed = isTyped ? ': { close(): unknown; closeIdleConnections?(): void }' : '';
  const isModule = syntax.modules === 'esm';
  const exported = isModule ? 'export ' : '';
  const imports = importLines(
    [...forgeImports(storage), ['createHandler', 'promptforge/http'], [handler, `promptforge/${host}`]],
    syntax,
  );
  return `${imports.join('\n')}

${environmentCode(storage)}

${exported}const forge = ${forgeCode(storage, syntax)};

// Brings the schema up to date when the server starts; requests wait for it.
const ready = forge.setup();
const handler = createHandler(forge);

/** The routes below /api: ${mount.slice(0, -1)} */
${exported}const promptforge = ${handler}(async (request) => {
  await ready;
  return handler(request);
});

// Runs whose process died are ended, and give back what they held.
const upkeep = setInterval(() => forge.maintain().catch(console.error), 60_000).unref();

/**
 * When the process is told to end, runs under way are settled first; live figures, which would go on, end at once.
 * The server is what ${listen} answers.
 */
${exported}function endWith(server${typed})${isTyped ? ': void' : ''} {
  for (const signal of ['SIGINT', 'SIGTERM']${isTyped ? ' as const' : ''}) {
    process.once(signal, () => {
      clearInterval(upkeep);
      server.close();
      server.closeIdleConnections?.();
      forge.close().catch(console.error);
    });
  }
}
${isModule ? '' : '\nmodule.exports = { endWith, forge, promptforge };\n'}`;
}
