import type { ApiKeyFacet } from '../facets/api-key-facet.js';
import type { AuthFacet, AuthFacetParts } from '../facets/auth-facet.js';
import { lazyFacet } from '../facets/lazy-facet.js';
import type { OrganizationFacet } from '../facets/organization-facet.js';
import { type SessionFacet, sessionFacet } from '../facets/session-facet.js';
import type { UserFacet } from '../facets/user-facet.js';
import type { SessionEndings } from '../session/session-endings.js';
import type { CallerVerification } from './caller-verification.js';
import type { SharedParts } from './shared-parts.js';

export interface PeopleParts extends SharedParts {
  readonly callers: CallerVerification;
  readonly endings: SessionEndings;
  /** Forgets the answers of models that this process keeps. */
  readonly forgetAnswers: () => Promise<void>;
  readonly afterwards: AuthFacetParts['afterwards'];
}

export interface PeopleFacets {
  readonly sessions: SessionFacet;
  readonly auth: AuthFacet;
  readonly apiKeys: ApiKeyFacet;
  readonly users: UserFacet;
  readonly organizations: OrganizationFacet;
}

/** The facets of who calls: people, their sessions and organizations, and the keys of their servers. */
export function peopleFacets({
  settings,
  storage,
  sources,
  access,
  asCaller,
  working,
  callers,
  endings,
  ...parts
}: PeopleParts): PeopleFacets {
  const { clock, newId, session } = settings;
  const { verify, requireKeys: requirePlan, forgetKey: forget } = callers;
  const forgetKeys = () => forget(null);
  const sessions = sessionFacet({
    verify: (token) => working(() => verify(token)),
    access,
    async loadActions() {
      const { sessionActions } = await import('../facets/session-actions.js');
      const store = storage.sessions;
      return sessionActions({ settings: session, store, endings, clock, newId, verify, asCaller, working });
    },
  });
  return {
    sessions,
    auth: lazyFacet<AuthFacet>(
      {
        signUp: true,
        signIn: true,
        changePassword: true,
        requestPasswordReset: true,
        resetPassword: true,
        requestEmailVerification: true,
        verifyEmail: true,
      },
      async () => {
        const { authFacet } = await import('../facets/auth-facet.js');
        const { issue } = sessions;
        const { afterwards } = parts;
        return authFacet({ settings, storage, issue, endings, asCaller, working, afterwards });
      },
    ),
    apiKeys: lazyFacet<ApiKeyFacet>(
      { create: true, get: true, list: true, update: true, rotate: true, revoke: true },
      async () => {
        const { apiKeyFacet } = await import('../facets/api-key-facet.js');
        return apiKeyFacet({ store: storage.apiKeys, access, requirePlan, forget, asCaller });
      },
    ),
    users: lazyFacet<UserFacet>(
      {
        profile: true,
        updateProfile: true,
        statistics: true,
        activity: true,
        search: true,
        export: true,
        erase: true,
      },
      async () => {
        const { userFacet } = await import('../facets/user-facet.js');
        const { plansInUse: plans } = sources;
        const { forgetAnswers } = parts;
        const { users } = settings;
        return userFacet({ storage, plans, endings, asCaller, working, forgetKeys, forgetAnswers, ...users });
      },
    ),
    organizations: lazyFacet<OrganizationFacet>(
      {
        create: true,
        get: true,
        rename: true,
        members: true,
        mine: true,
        addMember: true,
        invite: true,
        invitations: true,
        revokeInvitation: true,
        acceptInvitation: true,
        changeRole: true,
        removeMember: true,
        leave: true,
        transferOwnership: true,
      },
      async () => {
        const { organizationFacet } = await import('../facets/organization-facet.js');
        const seats = { store: storage.subscriptions, catalogue: sources.catalogue, clock };
        const { organizations } = settings;
        return organizationFacet({ storage, seats, endings, forgetKeys, newId, asCaller, working, ...organizations });
      },
    ),
  };
}
