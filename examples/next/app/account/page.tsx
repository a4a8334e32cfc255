import { cookies } from 'next/headers';
import { forge, sessionCookie } from '../../lib/forge';

export default async function Account() {
  const token = (await cookies()).get(sessionCookie)?.value ?? null;
  const { plan, runs, quota } = await forge.analytics.user({ token });
  return (
    <main>
      <h1>Plan {plan.id}</h1>
      <p>{runs.succeeded} runs have succeeded.</p>
      <ul>
        {quota.map(({ name, used, max }) => (
          <li key={name}>
            {name}: {used} of {max}
          </li>
        ))}
      </ul>
    </main>
  );
}
