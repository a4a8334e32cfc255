import { type Check, defineCheck } from '../check.js';
import type { CheckAnswer } from '../check-answer.js';
import type { CheckContext } from '../check-context.js';

/** Pages that are served to the users of the checks, or to anybody. */
async function pages({ described, request }: CheckContext): Promise<readonly (readonly [string, CheckAnswer])[]> {
  const { routes } = await described();
  const paths = routes
    .filter(({ method, media, path }) => method === 'GET' && media.includes('text/html') && !path.includes('{'))
    .map(({ path }) => path);
  const found: (readonly [string, CheckAnswer])[] = [];
  for (const path of paths) {
    const query = `?promptforge-check=${encodeURIComponent(payload)}`;
    const answer = await request({ path: `${path}${query}`, as: 'owner', headers: { accept: 'text/html' } });
    if (answer.type === 'text/html') found.push([path, answer]);
  }
  return found;
}

const payload = '"><script>promptforgeCheck()</script>';

export const pageChecks: readonly Check[] = [
  defineCheck({
    name: 'pages-are-framed-in',
    suite: 'security',
    title: 'HTML pages forbid foreign scripts and frames, and escape what they are given',
    async run(context) {
      const { expect, skip } = context;
      const found = await pages(context);
      if (found.length === 0) skip('No HTML page is served to the users of the checks.');
      for (const [path, { headers, text }] of found) {
        const policy = directivesOf(headers.get('content-security-policy') ?? '');
        const scripts = policy.get('script-src') ?? policy.get('default-src') ?? null;
        expect(scripts !== null, `${path} has no Content-Security-Policy for scripts.`);
        expect(!/'unsafe-inline'|'unsafe-eval'|\*/.test(scripts ?? ''), `${path} takes scripts from everywhere.`);
        const isFramed = policy.has('frame-ancestors') || headers.has('x-frame-options');
        expect(isFramed, `${path} may be put into a frame by anybody.`);
        expect(headers.has('referrer-policy'), `${path} has no Referrer-Policy.`);
        expect(!text.includes(payload), `${path} brings markup of its query back as it is.`);
      }
    },
  }),
];

/** The sources of each directive (Content Security Policy Level 3, section 2.2.1). Of two of one name the first counts. */
function directivesOf(policy: string): ReadonlyMap<string, string> {
  const directives = policy.split(';').map((directive): [string, string] => {
    const [name = '', ...sources] = directive.trim().split(/\s+/);
    return [name.toLowerCase(), sources.join(' ')];
  });
  return new Map(directives.reverse());
}
