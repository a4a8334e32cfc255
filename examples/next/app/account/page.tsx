import { cookies } from 'next/headers';
import { forge, sessionCookie } from '../../lib/forge';

export default async function Account() {
  const token = (await cookies()).get(sessionCookie)?.value ?? null;
  const { plan, quota } = await forge.plans.usage({ token });
  return (
    <main>
      <h1>Plan {plan.id}</h1>
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
