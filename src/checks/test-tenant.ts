import type { PlanOverrides, Role, Subscription } from '../index.js';
import type { CheckedForge } from './checked-forge.js';
import { checkOrganizations, limitedCalls, type TestPerson, testPeople } from './test-people.js';

/** Makes a token for a user of checks, where PromptForge itself issues none. */
export type TokenFor = (request: {
  readonly userId: string;
  readonly orgId: string;
  readonly role: Role;
  readonly expiresInSeconds: number;
}) => Promise<string>;

/** The users of one run. */
export interface TestTenant {
  /** Made with the first call. */
  token(person: TestPerson): Promise<string>;
  /** Erases all users that were made. Safe to call again. @throws when something could not be erased. */
  cleanUp(): Promise<void>;
}

export interface TestTenantParts {
  readonly forge: CheckedForge;
  /** Of the run: it becomes part of the ids of users. */
  readonly runId: string;
  readonly tokenFor: TokenFor | null;
}

/** Seconds for which tokens of checks are good. */
const lifetimeSeconds = 900;

export async function testTenant({ forge, runId, tokenFor }: TestTenantParts): Promise<TestTenant> {
  await preparePlans(forge);
  const tokens = new Map<TestPerson, Promise<string>>();
  const userIdOf = (person: TestPerson) => `promptforge-check-${runId}-${person}`;

  async function issue(person: TestPerson): Promise<string> {
    const { organization, role } = testPeople[person];
    const asked = { userId: userIdOf(person), orgId: checkOrganizations[organization], role };
    const expiresInSeconds = person === 'brief' ? 1 : lifetimeSeconds;
    const token =
      tokenFor === null
        ? (await forge.sessions.issue({ ...asked, expiresInSeconds })).accessToken
        : await tokenFor({ ...asked, expiresInSeconds });
    if (person === 'ended') await forge.sessions.revokeAll({ userId: asked.userId, reason: 'check' });
    return token;
  }

  return {
    token(person) {
      const token = tokens.get(person) ?? issue(person);
      tokens.set(person, token);
      return token;
    },
    async cleanUp() {
      const made = [...tokens.keys()];
      // What is being made is erased as well.
      await Promise.allSettled(tokens.values());
      const orgIds = Object.values(checkOrganizations);
      const erased = await Promise.allSettled(
        made.map((person) => forge.users.erase({ userId: userIdOf(person), orgIds })),
      );
      const failed = erased.find((result) => result.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
  };
}

/**
 * What the organizations may do: whatever the first plan says of money and tokens, and of calls what checks
 * need. It is kept with subscriptions that are canceled, which nobody counts and nobody bills.
 */
async function preparePlans(forge: CheckedForge): Promise<void> {
  const [first] = await forge.plans.list();
  if (first === undefined) return;
  const lifted = first.limits.filter(({ meter }) => meter === 'calls').map((limit) => ({ ...limit, max: null }));
  const features = { gpt_editor: true, analytics: true };
  const free: PlanOverrides = { limits: lifted, features, retentionDays: 1 };
  const own = { subject: 'user', meter: 'calls', period: 'month', max: limitedCalls } as const;
  const others = lifted.filter(({ subject, period }) => subject !== own.subject || period !== own.period);
  const wanted = { tenant: free, other: free, limits: { ...free, limits: [...others, own] } };
  for (const [name, overrides] of Object.entries(wanted)) {
    const orgId = checkOrganizations[name as keyof typeof wanted];
    // Saved once: the same again changes nothing.
    await forge.subscriptions.update({ orgId, decide: async () => canceled(first.id, overrides) });
  }
}

function canceled(planId: string, overrides: PlanOverrides): Subscription {
  const never = { trialEnd: null, pastDueSince: null, cancelAt: null, nextPlanId: null, nextPlanAt: null };
  return { planId, status: 'canceled', seats: 1, anchor: 0, ...never, overrides, source: null };
}
