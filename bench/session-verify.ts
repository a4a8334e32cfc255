import { type CryptoKey, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { memoryStorage } from '../adapters/memory/index.js';
import { PromptForge, type SessionOptions } from '../src/index.js';
import { benchOptions } from './bench-options.js';
import { inTurns } from './in-turns.js';
import { operationsPerSecond } from './operations-per-second.js';
import { machineLines } from './report/machine.js';
import { rateTable } from './report/rate-table.js';

const options = benchOptions({ rounds: 9, turnMs: 500 });
const { rounds, turnMs } = options;
const bare = 'jose jwtVerify, bare';
const issuer = 'https://issuer.example';
const audience = 'api';
/** More than are remembered, so that in a circle none is seen before; in a quick run all may be. */
const tokenCount = options.quick ? 200 : 11_000;

console.log('# Verifying an access token\n');
const load = `${rounds} rounds of ${turnMs} ms each, ${tokenCount} tokens, each of a session of its own; one caller who awaits each`;
console.log(machineLines(['jose', 'lru-cache'], { load }));
console.log(
  '\nPromptForge also asks whether the session was ended, of a storage in memory: for each token for the first time,' +
    ' and for one seen before every five seconds.\n',
);

interface Contest {
  readonly title: string;
  readonly alg: string;
  readonly key: CryptoKey | Uint8Array;
  readonly tokens: readonly string[];
  readonly forgeOf: () => PromptForge;
}

async function hold({ title, alg, key, tokens, forgeOf }: Contest): Promise<void> {
  const [seen, unseen] = [forgeOf(), forgeOf()];
  const few = tokens.slice(0, 100);
  const contestants = [
    {
      name: bare,
      of: tokens,
      verify: (token: string) => jwtVerify(token, key, { issuer, audience, algorithms: [alg] }),
    },
    { name: 'PromptForge, a token seen before', of: few, verify: (token: string) => seen.sessions.verify(token) },
    {
      name: 'PromptForge, a token for the first time',
      of: tokens,
      verify: (token: string) => unseen.sessions.verify(token),
    },
  ];
  const asked = new Map<string, number>();
  const rates = await inTurns(contestants, rounds, ({ name, of, verify }) =>
    operationsPerSecond({ callers: 1, turnMs }, () => {
      const turn = asked.get(name) ?? 0;
      asked.set(name, turn + 1);
      return verify(of[turn % of.length] ?? '');
    }),
  );
  console.log(`## ${title}\n\n${rateTable(rates, bare, bare, 'tokens/s')}`);
}

for (const alg of ['ES256', 'RS256', 'EdDSA'] as const) {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key', alg };
  const now = Math.floor(Date.now() / 1_000);
  const tokens = await Promise.all(
    Array.from({ length: tokenCount }, (_, index) =>
      new SignJWT({ iss: issuer, aud: audience, sub: `user-${index}`, iat: now, exp: now + 86_400 })
        .setProtectedHeader({ alg, kid: 'key', typ: 'JWT' })
        .sign(privateKey),
    ),
  );
  const session = { jwks: `${issuer}/keys`, issuer, audience, fetch: async () => Response.json({ keys: [jwk] }) };
  const forgeOf = () => new PromptForge({ storage: memoryStorage(), engine: 'rules', session });
  await hold({ title: alg, alg, key: publicKey, tokens, forgeOf });
}

const secret = new TextEncoder().encode('a secret of the benches, longer than 32 bytes');
const session: SessionOptions = { secret, issuer, audience };
const storage = memoryStorage();
const forgeOf = () => new PromptForge({ storage, engine: 'rules', session });
const { sessions } = forgeOf();
const tokens: string[] = [];
for (let index = 0; index < tokenCount; index += 1) {
  tokens.push((await sessions.issue({ userId: `user-${index}`, expiresInSeconds: 86_400 })).accessToken);
}
await hold({ title: 'HS256, sessions of our own', alg: 'HS256', key: secret, tokens, forgeOf });
