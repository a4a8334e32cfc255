import { environmentCode, forgeCode, forgeImports } from './forge-code.js';
import type { StorageCode } from './storage-code.js';
import { importLines, type Syntax } from './syntax.js';

/** What of the code goes by Express or Hono. */
export const serverHosts = {
  express: { handler: 'expressHandler', mount: "app.use('/api', promptforge);" },
  hono: { handler: 'honoHandler', mount: "app.all('/api/*', promptforge);" },
} as const;

/** The module that makes the forge, and exports its routes for a server of Express or Hono. */
export function serverCode(host: keyof typeof serverHosts, storage: StorageCode, syntax: Syntax): string {
  const { handler, mount } = serverHosts[host];
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
setInterval(() => forge.maintain().catch(console.error), 60_000).unref();
${isModule ? '' : '\nmodule.exports = { forge, promptforge };\n'}`;
}
