import { PromptForge } from 'promptforge';
import { memoryStorage } from 'promptforge/adapters/memory';

/** A forge in memory, and the request of somebody who has a session: over HTTP, to `origin`. */
export async function smallForge() {
  const secret = 'a secret of thirty-two characters or more';
  const forge = new PromptForge({ storage: memoryStorage(), engine: 'rules', session: { secret } });
  await forge.setup();
  const { accessToken } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme', role: 'member' });
  const body = { prompt: 'Write a welcome e-mail for {name}.', sevenD: { domain: 'saas', output_format: 'md' } };
  const requests = (origin) => [
    new Request(`${origin}/api/gpt-editor`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
    new Request(`${origin}/report`, { headers: { authorization: `Bearer ${accessToken}` } }),
    new Request(`${origin}/report`),
  ];
  return { forge, requests };
}

/** A run is answered, a guarded route lets in who has a session, and nobody else. */
export async function expectAnswers(responses) {
  const answers = await Promise.all(responses);
  const statuses = answers.map(({ status }) => status).join();
  if (statuses !== '200,200,401') throw new Error(`The answers have ${statuses}: ${await answers[0].text()}`);
  const { charge } = await answers[0].json();
  const report = await answers[1].text();
  if (charge.calls !== 1 || report !== 'for ada') throw new Error(`${JSON.stringify(charge)}, ${report}`);
}
