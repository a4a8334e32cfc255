// The routes as types, made of their own description: `npx vitest run -u test/client-types` makes it anew.
export interface paths {
    readonly "/gpt-editor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Takes a prompt through the whole pipeline: rewritten, scored, and measured against the gate. */
        readonly post: operations["optimize"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/score": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Scores a prompt as it is. */
        readonly post: operations["score"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/compare": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Tells which of two prompts is better, asked in both orders. */
        readonly post: operations["compare"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/gpt-test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Runs a prompt against cases with a model. */
        readonly post: operations["test"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/validate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What is wrong or hostile in an input. It counts nothing and stores nothing. */
        readonly post: operations["validate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/plan": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What an operation could use at the worst, what it takes at the least, and whether there is room. */
        readonly post: operations["plan"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The runs of the caller, newest first. */
        readonly get: operations["listRuns"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/runs/{runId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One run of the caller. */
        readonly get: operations["getRun"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/runs/{runId}/scores": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The scores given in a run, in their order. */
        readonly get: operations["getRunScores"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/runs/{runId}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What happened in a run; as a stream it goes on until the run has ended. */
        readonly get: operations["getRunEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/plans": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The catalogue of plans, smallest first. */
        readonly get: operations["listPlans"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/usage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The plan of the caller, and what is left of it. */
        readonly get: operations["getUsage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/analytics/user": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the caller has done, and what is left of the plan. */
        readonly get: operations["userAnalytics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whom the token stands for, and what they may do. */
        readonly get: operations["getMe"];
        readonly put?: never;
        readonly post?: never;
        /** Erases the personal data of the caller for good, and ends all sessions. Hand an organization over before. */
        readonly delete: operations["eraseMe"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/me/profile": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The profile of the caller; an empty one of version 0 for who has told nothing yet. */
        readonly get: operations["getProfile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Changes fields of the profile; the others stay. */
        readonly patch: operations["updateProfile"];
        readonly trace?: never;
    };
    readonly "/me/statistics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the caller has come to in the organization of the token. */
        readonly get: operations["getStatistics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/me/activity": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the caller has done there, newest first, without a word of what was written. */
        readonly get: operations["listActivity"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/me/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Everything that is held of the caller, as far as the token reaches, written as it is read. */
        readonly get: operations["exportPersonalData"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The sessions of the caller in all organizations, newest first. */
        readonly get: operations["listSessions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sessions/{sessionId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Ends a session of the caller, on another device for instance; done, too, where there is none. */
        readonly delete: operations["revokeSession"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sessions/refresh": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Exchanges a refresh token for a new pair of tokens, where the server issues them itself. */
        readonly post: operations["refreshSession"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sessions/sign-out": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ends the session of the caller. */
        readonly post: operations["signOut"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/sign-up": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Makes an account. The answer is the same for an address that is taken. */
        readonly post: operations["signUp"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/sign-in": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Opens a session for whoever knows the password. */
        readonly post: operations["signIn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/change-password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sets another password, ends all sessions of the caller, and opens a new one. */
        readonly post: operations["changePassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/request-password-reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Has a link sent with which to set a password. It answers the same whoever has the address. */
        readonly post: operations["requestPasswordReset"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/reset-password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sets a password by the token of such a link, and ends all sessions of the user. */
        readonly post: operations["resetPassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/request-email-verification": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Has a link sent that verifies the caller's own address, unless it is verified. */
        readonly post: operations["requestEmailVerification"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/verify-email": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Verifies an address by the token of such a link. It opens no session. */
        readonly post: operations["verifyEmail"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/organizations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every organization the caller is a member of. */
        readonly get: operations["listOrganizations"];
        readonly put?: never;
        /** Makes an organization, whose owner the caller is. */
        readonly post: operations["createOrganization"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/organization": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The organization of the token. */
        readonly get: operations["getOrganization"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Gives the organization of the token another name. */
        readonly patch: operations["renameOrganization"];
        readonly trace?: never;
    };
    readonly "/organization/leave": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ends the caller's own membership. */
        readonly post: operations["leaveOrganization"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/organization/transfer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Makes another member an owner, and the caller an administrator. */
        readonly post: operations["transferOwnership"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/organization/members": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The members of the organization, by their ids. */
        readonly get: operations["listMembers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/organization/member-search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Members by name, e-mail address or role. */
        readonly get: operations["searchMembers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/organization/members/{userId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Ends a membership, and the sessions that were opened by it. */
        readonly delete: operations["removeMember"];
        readonly options?: never;
        readonly head?: never;
        /** Gives a member another role, at most that of the caller. */
        readonly patch: operations["changeMemberRole"];
        readonly trace?: never;
    };
    readonly "/organization/invitations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Invitations of the last weeks, whatever became of them, newest first. */
        readonly get: operations["listInvitations"];
        readonly put?: never;
        /** Invites somebody. Where the server does not send it itself, its secret is in the answer, once. */
        readonly post: operations["invite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/organization/invitations/{invitationId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Takes an invitation back. */
        readonly delete: operations["revokeInvitation"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/invitations/accept": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Makes the caller a member of the organization that invites, by the secret of the invitation. */
        readonly post: operations["acceptInvitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api-keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The API keys of the organization, ended or not, newest first, without their secrets. */
        readonly get: operations["listApiKeys"];
        readonly put?: never;
        /** Makes an API key. Its secret is in the answer, and nowhere afterwards. */
        readonly post: operations["createApiKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api-keys/{keyId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One API key. */
        readonly get: operations["getApiKey"];
        readonly put?: never;
        readonly post?: never;
        /** Ends a key for good. */
        readonly delete: operations["revokeApiKey"];
        readonly options?: never;
        readonly head?: never;
        /** Changes name, scopes or limits of a key that the caller has made. */
        readonly patch: operations["updateApiKey"];
        readonly trace?: never;
    };
    readonly "/api-keys/{keyId}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives a key that the caller has made another secret, which is in the answer, and nowhere afterwards. */
        readonly post: operations["rotateApiKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The process is alive. It asks nothing of storage or model, so that their trouble restarts nobody. */
        readonly get: operations["getHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The process can serve requests: its storage answers, with the schema it needs. */
        readonly get: operations["getReadiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This description. */
        readonly get: operations["getOpenapi"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An error as RFC 9457 describes it. Switch on `code`. */
        readonly Problem: {
            readonly type: string;
            readonly title: string;
            readonly status: number;
            readonly detail: string;
            /** @enum {string} */
            readonly code: "config_invalid" | "plan_unknown" | "plan_feature_missing" | "seats_exceeded" | "subscription_not_found" | "subscription_state_invalid" | "permission_denied" | "organization_not_found" | "member_not_found" | "member_exists" | "last_owner" | "invitation_invalid" | "session_missing" | "session_invalid" | "session_expired" | "session_revoked" | "session_keys_unavailable" | "sign_in_failed" | "sign_in_throttled" | "email_unverified" | "email_taken" | "email_token_invalid" | "password_unacceptable" | "api_key_not_found" | "request_invalid" | "request_too_large" | "media_type_unsupported" | "route_not_found" | "method_not_allowed" | "prompt_too_short" | "prompt_too_long" | "prompt_blocked" | "seven_d_invalid" | "budget_insufficient" | "quota_exceeded" | "overloaded" | "idempotency_conflict" | "idempotency_in_progress" | "model_key_missing" | "model_auth_failed" | "model_not_found" | "model_request_rejected" | "model_unreachable" | "model_timeout" | "model_rate_limited" | "model_credit_exhausted" | "model_unavailable" | "model_circuit_open" | "model_refused" | "model_output_invalid" | "model_output_truncated" | "model_price_unknown" | "run_not_found" | "run_canceled" | "run_abandoned" | "run_unsettled" | "webhook_invalid" | "billing_customer_unknown" | "billing_unavailable" | "storage_unavailable" | "storage_not_ready" | "storage_locked" | "storage_conflict" | "client_closed" | "internal";
            readonly details: {
                readonly [key: string]: unknown;
            };
        };
        /** @description What is left of a limit of the plan. */
        readonly QuotaStatus: {
            /** @description As in the `RateLimit` header. */
            readonly name: string;
            /** @enum {string} */
            readonly subject: "user" | "org" | "key";
            readonly keyId?: string;
            /** @enum {string} */
            readonly meter: "calls" | "tokens" | "cost";
            /** @enum {string} */
            readonly period: "hour" | "day" | "month";
            readonly max: number;
            /** @enum {string} */
            readonly algorithm: "fixed" | "sliding";
            readonly anchor: number | null;
            readonly used: number;
            readonly remaining: number;
            readonly resetAfterMs: number;
        };
        readonly Plan: {
            readonly id: string;
            readonly title: string;
            readonly limits: {
                /** @enum {string} */
                readonly subject: "user" | "org";
                /** @enum {string} */
                readonly meter: "calls" | "tokens" | "cost";
                /** @enum {string} */
                readonly period: "hour" | "day" | "month";
                readonly max: number;
                /** @enum {string} */
                readonly algorithm?: "fixed" | "sliding";
            }[];
            readonly features: {
                readonly [key: string]: boolean;
            };
            readonly seats: number | null;
            readonly trialDays: number;
            readonly graceDays: number;
            readonly price: {
                readonly unitAmount: number;
                readonly currency: string;
                /** @enum {string} */
                readonly interval: "month" | "year";
            } | null;
            readonly retentionDays: number | null;
        };
        readonly PlanUsage: {
            readonly plan: components["schemas"]["Plan"];
            /**
             * @description `none` without a subscription.
             * @enum {string}
             */
            readonly state: "trialing" | "active" | "past_due" | "paused" | "canceled" | "none";
            readonly seats: {
                readonly subscribed: number;
                readonly used: number;
            };
            readonly quota: components["schemas"]["QuotaStatus"][];
        };
        readonly UserAnalytics: {
            readonly runs: {
                readonly succeeded: number;
                readonly failed: number;
                readonly canceled: number;
                readonly abandoned: number;
            };
            readonly passed: number;
            readonly improved: number;
            readonly meanScore: {
                readonly original: number;
                readonly optimized: number;
            } | null;
            readonly tokens: number;
            /** @description Micro-dollars of the runs whose cost is known. */
            readonly costMicros: number;
            readonly runsOfUnknownCost: number;
            readonly domains: {
                readonly domain: string;
                readonly runs: number;
            }[];
            readonly days: {
                /** @description UTC */
                readonly day: string;
                readonly runs: number;
                readonly succeeded: number;
                readonly meanScore: number | null;
            }[];
            readonly plan: {
                readonly id: string;
                readonly title: string;
            };
            readonly quota: components["schemas"]["QuotaStatus"][];
            readonly range?: {
                readonly from: number;
                readonly to: number;
            };
        };
        readonly ApiKeyLimit: {
            /** @enum {string} */
            readonly meter: "calls" | "tokens" | "cost";
            /** @enum {string} */
            readonly period: "hour" | "day" | "month";
            /** @description Calls, tokens, or micro-dollars. */
            readonly max: number;
            /** @enum {string} */
            readonly algorithm?: "fixed" | "sliding";
        };
        /** @description Whom a token stands for. An API key has scopes and limits of its own; people have neither. */
        readonly Principal: {
            readonly userId: string;
            readonly orgId: string;
            /** @enum {string} */
            readonly role: "owner" | "admin" | "member" | "viewer";
            readonly sessionId: string;
            readonly scopes?: string[];
            readonly apiKey?: {
                readonly id: string;
                readonly limits: components["schemas"]["ApiKeyLimit"][];
            };
        };
        readonly ApiKey: {
            readonly id: string;
            /** @description What the key begins with. */
            readonly prefix: string;
            readonly last4: string;
            readonly orgId: string;
            /** @description In whose name it acts. */
            readonly userId: string;
            /** @enum {string} */
            readonly role: "owner" | "admin" | "member" | "viewer";
            readonly name: string;
            readonly scopes: string[];
            readonly limits: components["schemas"]["ApiKeyLimit"][];
            readonly createdAt: number;
            /** @description Epoch milliseconds. */
            readonly expiresAt: number | null;
            /** @description Epoch milliseconds. */
            readonly lastUsedAt: number | null;
            /** @description Epoch milliseconds. */
            readonly revokedAt: number | null;
            /** @description Until when the secret before the last rotation is taken. */
            readonly previousUntil: number | null;
        };
        readonly ApiKeyPage: {
            readonly items: components["schemas"]["ApiKey"][];
            /** @description Give it back as `after`; null on the last page. */
            readonly next: string | null;
        };
        readonly IssuedApiKey: {
            /** @description The secret, which is told here and never again. */
            readonly key: string;
            readonly apiKey: components["schemas"]["ApiKey"];
        };
        readonly CreateApiKeyRequest: {
            readonly name: string;
            /** @description Permissions of the caller. */
            readonly scopes: string[];
            /** @description Each meter and period once, besides those of the plan. */
            readonly limits?: components["schemas"]["ApiKeyLimit"][];
            /** @description Default: it does not expire. */
            readonly expiresInSeconds?: number;
        };
        readonly UpdateApiKeyRequest: {
            readonly name?: string;
            /** @description Permissions of the caller. */
            readonly scopes?: string[];
            /** @description Each meter and period once, besides those of the plan. */
            readonly limits?: components["schemas"]["ApiKeyLimit"][];
        };
        readonly RotateApiKeyRequest: {
            /** @description For how long the secret so far is still taken. Default: a day. */
            readonly overlapSeconds?: number;
        };
        readonly Session: {
            readonly id: string;
            readonly orgId: string;
            readonly device: string | null;
            /** @description Epoch milliseconds. */
            readonly createdAt: number;
            /** @description Epoch milliseconds. */
            readonly lastUsedAt: number;
            /** @description Epoch milliseconds. */
            readonly expiresAt: number;
            /** @enum {string} */
            readonly state: "active" | "revoked" | "expired" | "idle";
            /** @description Whether the token of the request belongs to it. */
            readonly current: boolean;
        };
        readonly SessionPage: {
            readonly items: components["schemas"]["Session"][];
            /** @description Give it back as `after`; null on the last page. */
            readonly next: string | null;
        };
        /** @description Tokens of a session, named as in RFC 6749 section 5.1. */
        readonly AccessToken: {
            /** @constant */
            readonly tokenType: "Bearer";
            readonly accessToken: string;
            /** @description Good for one exchange at POST /sessions/refresh. */
            readonly refreshToken: string;
            /** @description Seconds. */
            readonly expiresIn: number;
            /** @description Seconds. */
            readonly refreshExpiresIn: number;
            readonly principal: components["schemas"]["Principal"];
        };
        /** @description A session whose tokens are in cookies, where the server keeps them there. */
        readonly CookieSession: {
            /** @constant */
            readonly tokenType: "Cookie";
            /** @description Seconds. */
            readonly expiresIn: number;
            /** @description Seconds. */
            readonly refreshExpiresIn: number;
            readonly principal: components["schemas"]["Principal"];
        };
        readonly OpenedSession: components["schemas"]["AccessToken"] | components["schemas"]["CookieSession"];
        readonly RefreshRequest: {
            /** @description Left out where it is in a cookie. */
            readonly refreshToken?: string;
        };
        readonly SignUpRequest: {
            readonly email: string;
            readonly password: string;
            readonly displayName?: string;
            /** @description What the person will recognize the device by. */
            readonly device?: string;
        };
        readonly SignInRequest: {
            readonly email: string;
            readonly password: string;
            /** @description Default: the personal organization. */
            readonly orgId?: string;
            /** @description What the person will recognize the device by. */
            readonly device?: string;
        };
        readonly ChangePasswordRequest: {
            readonly currentPassword: string;
            readonly newPassword: string;
            /** @description What the person will recognize the device by. */
            readonly device?: string;
        };
        readonly PasswordResetRequest: {
            readonly email: string;
        };
        readonly ResetPasswordRequest: {
            /** @description From the e-mail. */
            readonly resetToken: string;
            readonly newPassword: string;
        };
        readonly VerifyEmailRequest: {
            /** @description From the e-mail. */
            readonly verificationToken: string;
        };
        readonly SignUpAnswer: {
            /** @constant */
            readonly outcome: "check_email";
        } | {
            /** @constant */
            readonly outcome: "signed_in";
            readonly session: components["schemas"]["OpenedSession"];
        };
        readonly SevenD: {
            /** @enum {string} */
            readonly domain: "saas" | "fintech" | "ecommerce" | "consulting" | "education" | "healthcare" | "legal" | "marketing" | "media" | "real_estate" | "hr" | "ngo" | "government" | "web3" | "aiml" | "cybersecurity" | "manufacturing" | "logistics" | "travel" | "gaming" | "fashion" | "beauty" | "spiritual" | "architecture" | "agriculture" | "generic";
            /** @enum {string} */
            readonly scale: "personal_brand" | "solo" | "startup" | "boutique_agency" | "smb" | "corporate" | "enterprise";
            /** @enum {string} */
            readonly urgency: "low" | "planned" | "sprint" | "pilot" | "crisis";
            /** @enum {string} */
            readonly complexity: "foundational" | "standard" | "advanced" | "expert";
            /** @enum {string} */
            readonly resources: "minimal" | "solo" | "lean_team" | "agency_stack" | "full_stack_org" | "enterprise_budget";
            /** @enum {string} */
            readonly application: "training" | "audit" | "implementation" | "strategy_design" | "crisis_response" | "experimentation" | "documentation";
            /** @enum {string} */
            readonly output_format: "txt" | "md" | "checklist" | "spec" | "playbook" | "json" | "yaml" | "diagram" | "bundle";
        };
        readonly ResolvedSevenD: {
            readonly values: components["schemas"]["SevenD"];
            readonly defaulted: ("scale" | "urgency" | "complexity" | "resources" | "application")[];
        };
        /** @description Those that are left out are those of the domain. */
        readonly SevenDInput: {
            /** @enum {string} */
            readonly domain: "saas" | "fintech" | "ecommerce" | "consulting" | "education" | "healthcare" | "legal" | "marketing" | "media" | "real_estate" | "hr" | "ngo" | "government" | "web3" | "aiml" | "cybersecurity" | "manufacturing" | "logistics" | "travel" | "gaming" | "fashion" | "beauty" | "spiritual" | "architecture" | "agriculture" | "generic";
            /** @enum {string} */
            readonly scale?: "personal_brand" | "solo" | "startup" | "boutique_agency" | "smb" | "corporate" | "enterprise";
            /** @enum {string} */
            readonly urgency?: "low" | "planned" | "sprint" | "pilot" | "crisis";
            /** @enum {string} */
            readonly complexity?: "foundational" | "standard" | "advanced" | "expert";
            /** @enum {string} */
            readonly resources?: "minimal" | "solo" | "lean_team" | "agency_stack" | "full_stack_org" | "enterprise_budget";
            /** @enum {string} */
            readonly application?: "training" | "audit" | "implementation" | "strategy_design" | "crisis_response" | "experimentation" | "documentation";
            /** @enum {string} */
            readonly output_format: "txt" | "md" | "checklist" | "spec" | "playbook" | "json" | "yaml" | "diagram" | "bundle";
        };
        /** @description What the run may use at most. What is null or left out is as the server has it. */
        readonly RunBudget: {
            readonly calls?: number | null;
            readonly tokens?: number | null;
            readonly costMicros?: number | null;
            readonly timeMs?: number | null;
        };
        readonly PromptTestCase: {
            readonly name: string;
            readonly inputs?: {
                readonly [key: string]: string;
            };
            readonly message?: string;
            readonly assertions: ({
                /** @enum {string} */
                readonly type: "contains" | "equals";
                readonly value: string;
                readonly ignoreCase?: boolean;
                readonly not?: boolean;
            } | {
                /** @constant */
                readonly type: "regex";
                /** @description RE2 */
                readonly pattern: string;
                /** @description Any of i, m and s. */
                readonly flags?: string;
                readonly not?: boolean;
            } | {
                /** @constant */
                readonly type: "json_schema";
                readonly schema: {
                    readonly [key: string]: unknown;
                };
            } | {
                /** @constant */
                readonly type: "similarity";
                readonly to: string;
                readonly atLeast: number;
            } | {
                /** @constant */
                readonly type: "rubric";
                readonly criterion: string;
                readonly atLeast: number;
                readonly samples?: number;
            })[];
        };
        readonly OptimizeRequest: {
            /** @description 10 to 10,000 characters. */
            readonly prompt: string;
            readonly sevenD: components["schemas"]["SevenDInput"];
            readonly budget?: components["schemas"]["RunBudget"];
            /** @description True asks every question anew, whatever the cache holds. */
            readonly refresh?: boolean;
        };
        readonly ScoreRequest: {
            /** @description 10 to 10,000 characters. */
            readonly prompt: string;
            readonly sevenD: components["schemas"]["SevenDInput"];
            readonly budget?: components["schemas"]["RunBudget"];
            /** @description True asks every question anew, whatever the cache holds. */
            readonly refresh?: boolean;
        };
        readonly CompareRequest: {
            /** @description 10 to 10,000 characters. */
            readonly first: string;
            /** @description 10 to 10,000 characters. */
            readonly second: string;
            readonly sevenD: components["schemas"]["SevenDInput"];
            readonly budget?: components["schemas"]["RunBudget"];
            /** @description True asks every question anew, whatever the cache holds. */
            readonly refresh?: boolean;
        };
        readonly TestRequest: {
            /** @description 10 to 10,000 characters. */
            readonly prompt: string;
            readonly cases: components["schemas"]["PromptTestCase"][];
            readonly concurrency?: number;
            readonly sevenD?: components["schemas"]["SevenDInput"];
            readonly budget?: components["schemas"]["RunBudget"];
        };
        readonly RunPlan: {
            /** @enum {string} */
            readonly operation: "optimize" | "score" | "compare" | "test";
            readonly planId: string;
            /** @enum {string} */
            readonly engine: "model" | "rules";
            readonly model: string | null;
            readonly sevenD: components["schemas"]["ResolvedSevenD"];
            /** @description What would be held. */
            readonly worstCase: {
                readonly calls: number;
                readonly tokens: number;
                /** @description Micro-dollars; null when the price is not known. */
                readonly costMicros: number | null;
                readonly timeMs: number;
            };
            /** @description The smallest budget with which there is an answer. */
            readonly leastCase: {
                readonly calls: number;
                readonly tokens: number;
                /** @description Micro-dollars; null when the price is not known. */
                readonly costMicros: number | null;
            };
            /** @description The smallest budget with which `optimize` takes its first step. */
            readonly firstStep: {
                readonly calls: number;
                readonly tokens: number;
                /** @description Micro-dollars; null when the price is not known. */
                readonly costMicros: number | null;
            } | null;
            readonly fits: boolean;
            readonly quota: components["schemas"]["QuotaStatus"][];
        };
        readonly PlanRequest: {
            /** @description 10 to 10,000 characters. */
            readonly prompt: string;
            readonly sevenD: components["schemas"]["SevenDInput"];
            readonly budget?: components["schemas"]["RunBudget"];
            /** @description True asks every question anew, whatever the cache holds. */
            readonly refresh?: boolean;
            /** @constant */
            readonly operation: "optimize";
        } | {
            /** @description 10 to 10,000 characters. */
            readonly prompt: string;
            readonly sevenD: components["schemas"]["SevenDInput"];
            readonly budget?: components["schemas"]["RunBudget"];
            /** @description True asks every question anew, whatever the cache holds. */
            readonly refresh?: boolean;
            /** @constant */
            readonly operation: "score";
        } | {
            /** @description 10 to 10,000 characters. */
            readonly first: string;
            /** @description 10 to 10,000 characters. */
            readonly second: string;
            readonly sevenD: components["schemas"]["SevenDInput"];
            readonly budget?: components["schemas"]["RunBudget"];
            /** @description True asks every question anew, whatever the cache holds. */
            readonly refresh?: boolean;
            /** @constant */
            readonly operation: "compare";
        } | {
            /** @description 10 to 10,000 characters. */
            readonly prompt: string;
            readonly cases: components["schemas"]["PromptTestCase"][];
            readonly concurrency?: number;
            readonly sevenD?: components["schemas"]["SevenDInput"];
            readonly budget?: components["schemas"]["RunBudget"];
            /** @constant */
            readonly operation: "test";
        };
        readonly PromptIssue: {
            readonly code: string;
            /** @enum {string} */
            readonly category: "structure" | "injection" | "content" | "markup" | "url" | "secret" | "personal_data" | "encoding" | "quality" | "host";
            /** @enum {string} */
            readonly severity: "info" | "low" | "medium" | "high";
            readonly path: (string | number)[];
            /** @description UTF-16 offsets. */
            readonly span: {
                readonly start: number;
                readonly end: number;
            } | null;
            readonly message: string;
            readonly fix: string;
            readonly confidence: number;
            /** @enum {string} */
            readonly action: "allow" | "flag" | "redact" | "block";
        };
        readonly PromptVerdict: {
            readonly ok: boolean;
            /** @enum {string} */
            readonly action: "allow" | "flag" | "redact" | "block";
            readonly issues: components["schemas"]["PromptIssue"][];
            readonly sanitized: {
                readonly prompt: string | null;
                readonly sevenD: components["schemas"]["ResolvedSevenD"] | null;
                /** @description As the schema of the policy gave them back. */
                readonly inputs: unknown;
            };
            /** @description How much it looks like an attack; no probability. */
            readonly risk: number;
            readonly quality: {
                readonly capitals: number;
                readonly uniqueWords: number;
                readonly whiteSpace: number;
                readonly repetition: number;
            } | null;
        };
        readonly PromptInput: {
            readonly prompt: string;
            readonly sevenD?: components["schemas"]["SevenDInput"];
            /** @description By the schema of the policy. */
            readonly inputs?: {
                readonly [key: string]: unknown;
            };
        } | {
            readonly prompt?: string;
            readonly sevenD: components["schemas"]["SevenDInput"];
            /** @description By the schema of the policy. */
            readonly inputs?: {
                readonly [key: string]: unknown;
            };
        } | {
            readonly prompt?: string;
            readonly sevenD?: components["schemas"]["SevenDInput"];
            /** @description By the schema of the policy. */
            readonly inputs: {
                readonly [key: string]: unknown;
            };
        };
        readonly Organization: {
            readonly orgId: string;
            readonly name: string | null;
            readonly version: number;
            /** @description Whether it is that of one user alone. */
            readonly personal: boolean;
        };
        readonly Membership: {
            readonly orgId: string;
            readonly name: string;
            /** @enum {string} */
            readonly role: "owner" | "admin" | "member" | "viewer";
            /** @description Epoch milliseconds. */
            readonly joinedAt: number;
        };
        readonly Member: {
            readonly userId: string;
            /** @enum {string} */
            readonly role: "owner" | "admin" | "member" | "viewer";
            /** @description Epoch milliseconds. */
            readonly joinedAt: number;
        };
        readonly MemberPage: {
            readonly items: components["schemas"]["Member"][];
            /** @description Give it back as `after`; null on the last page. */
            readonly next: string | null;
        };
        readonly FoundMemberPage: {
            readonly items: {
                readonly userId: string;
                /** @enum {string} */
                readonly role: "owner" | "admin" | "member" | "viewer";
                /** @description Epoch milliseconds. */
                readonly joinedAt: number;
                readonly displayName: string | null;
                /** @description Null, too, when the person does not show it. */
                readonly email: string | null;
            }[];
            /** @description Give it back as `after`; null on the last page. */
            readonly next: string | null;
        };
        readonly Invitation: {
            readonly id: string;
            readonly orgId: string;
            readonly email: string;
            /** @enum {string} */
            readonly role: "owner" | "admin" | "member" | "viewer";
            readonly invitedBy: string;
            /** @description Epoch milliseconds. */
            readonly createdAt: number;
            /** @description Epoch milliseconds. */
            readonly expiresAt: number;
            readonly acceptedAt: number | null;
            readonly acceptedBy: string | null;
            readonly revokedAt: number | null;
        };
        readonly InvitationPage: {
            readonly items: components["schemas"]["Invitation"][];
            /** @description Give it back as `after`; null on the last page. */
            readonly next: string | null;
        };
        readonly InvitationAnswer: {
            readonly invitation: components["schemas"]["Invitation"];
            /** @description Shown this once; null where the server sends it itself. */
            readonly secret: string | null;
        };
        readonly AcceptedInvitation: {
            readonly orgId: string;
            readonly member: components["schemas"]["Member"];
        };
        readonly CreateOrganizationRequest: {
            readonly name: string;
        };
        readonly RenameOrganizationRequest: {
            readonly name: string;
            readonly expectedVersion?: number;
        };
        readonly InviteRequest: {
            readonly email: string;
            /**
             * @description At most what the caller is.
             * @enum {string}
             */
            readonly role: "owner" | "admin" | "member" | "viewer";
            /** @description Default: a week. */
            readonly expiresInSeconds?: number;
        };
        readonly AcceptInvitationRequest: {
            readonly invitation: string;
        };
        readonly ChangeRoleRequest: {
            /** @enum {string} */
            readonly role: "owner" | "admin" | "member" | "viewer";
        };
        readonly TransferOwnershipRequest: {
            readonly userId: string;
        };
        readonly Me: {
            readonly userId: string;
            readonly orgId: string;
            /** @enum {string} */
            readonly role: "owner" | "admin" | "member" | "viewer";
            readonly sessionId: string;
            /** @description Null for people. */
            readonly apiKeyId: string | null;
            readonly permissions: string[];
            /** @description Null for who may not see it. */
            readonly plan: {
                readonly id: string;
                readonly title: string;
                readonly features: {
                    readonly [key: string]: boolean;
                };
            } | null;
        };
        readonly UserStatistics: {
            readonly runs: {
                readonly succeeded: number;
                readonly failed: number;
                readonly canceled: number;
                readonly abandoned: number;
            };
            readonly passed: number;
            readonly improved: number;
            readonly meanScore: {
                readonly original: number;
                readonly optimized: number;
            } | null;
            readonly tokens: number;
            /** @description Micro-dollars of the runs whose cost is known. */
            readonly costMicros: number;
            readonly runsOfUnknownCost: number;
            readonly range: {
                readonly from: number;
                readonly to: number;
            };
            readonly successRate: number | null;
            readonly favouriteDomains: {
                readonly domain: string;
                readonly runs: number;
            }[];
            readonly activeDays: number;
            /** @description `2026-11-23`, UTC. */
            readonly firstRunDay: string | null;
            /** @description `2026-11-23`, UTC. */
            readonly lastRunDay: string | null;
        };
        readonly ActivityPage: {
            readonly items: {
                readonly runId: string;
                /** @enum {string} */
                readonly status: "reserved" | "succeeded" | "failed" | "canceled" | "abandoned";
                /** @description Epoch milliseconds. */
                readonly startedAt: number;
                readonly endedAt: number | null;
                /** @enum {string} */
                readonly engine: "model" | "rules";
                readonly model: string | null;
                readonly domain: string | null;
                readonly score: {
                    readonly original: number;
                    readonly optimized: number;
                } | null;
                readonly errorCode: string | null;
                readonly tokens: number;
                /** @description Micro-dollars; null when a price is not known. */
                readonly costMicros: number | null;
            }[];
            /** @description Give it back as `after`; null on the last page. */
            readonly next: string | null;
        };
        readonly PersonalData: {
            readonly parts: {
                /** @enum {string} */
                readonly section: "profile" | "credentials" | "memberships" | "sessions" | "invitations" | "apiKeys" | "runs" | "events" | "dailySums" | "parameterSets" | "bundles" | "quotaWindows" | "subscriptions";
                /** @description Null for what belongs to the person. */
                readonly orgId: string | null;
                readonly items: {
                    readonly [key: string]: unknown;
                }[];
            }[];
        };
        readonly ErasureRequest: {
            /** @description The `userId` of GET /me. */
            readonly confirmUserId: string;
        };
        /** @description How many records were cleared of the user, or deleted. */
        readonly ErasureReport: {
            readonly organizations: number;
            readonly orgIds: string[];
            readonly runs: number;
            readonly events: number;
            readonly dailySums: number;
            readonly sessions: number;
            readonly apiKeys: number;
            readonly library: number;
            readonly cacheEntries: number;
            readonly invitations: number;
            readonly memberships: number;
            readonly profile: boolean;
            readonly credentials: boolean;
        };
        readonly Profile: {
            readonly userId: string;
            /** @description How often it was saved. */
            readonly version: number;
            readonly email: string | null;
            readonly displayName: string | null;
            readonly locale: string | null;
            readonly timeZone: string | null;
            readonly avatarUrl: string | null;
            readonly preferences: {
                readonly [key: string]: unknown;
            };
            readonly privacy: {
                readonly showEmailToOrganization: boolean;
                readonly shareUsageWithOrganization: boolean;
                readonly allowPromptRetention: boolean;
            };
            readonly notifications: {
                readonly [key: string]: boolean;
            };
            /** @description Fields of the host. */
            readonly extra: {
                readonly [key: string]: unknown;
            };
        };
        /** @description What is left out stays as it is. */
        readonly ProfileChanges: {
            /** @description Null clears it, as all here. */
            readonly displayName?: string | null;
            /** @description For contact: nobody signs in by it. */
            readonly email?: string | null;
            /** @description A BCP 47 language tag. */
            readonly locale?: string | null;
            /** @description A name of the IANA time zone database. */
            readonly timeZone?: string | null;
            /** @description An https address. */
            readonly avatarUrl?: string | null;
            /** @description Merged key by key; null removes one. */
            readonly preferences?: {
                readonly [key: string]: unknown;
            };
            readonly privacy?: {
                readonly showEmailToOrganization?: boolean;
                readonly shareUsageWithOrganization?: boolean;
                readonly allowPromptRetention?: boolean;
            };
            readonly notifications?: {
                readonly [key: string]: boolean;
            };
            /** @description Fields of the host, merged in the same way. */
            readonly extra?: {
                readonly [key: string]: unknown;
            };
            /** @description The version the changes are for. Default: any. */
            readonly expectedVersion?: number;
        };
        readonly PromptTestReport: {
            readonly passed: number;
            readonly failed: number;
            readonly cases: {
                readonly name: string;
                readonly passed: boolean;
                readonly output: string | null;
                readonly latencyMs: number;
                readonly failure: {
                    readonly code: string;
                    readonly message: string;
                } | null;
                readonly assertions: {
                    /** @enum {string} */
                    readonly type: "contains" | "equals" | "regex" | "json_schema" | "similarity" | "rubric";
                    readonly passed: boolean;
                    readonly score: number | null;
                    readonly detail: string;
                }[];
            }[];
        };
        /** @description Points from 0 to 100. The composite is the weighted mean, with ambiguity counted as 100 - ambiguity. */
        readonly Score: {
            readonly clarity: number;
            readonly execution: number;
            /** @description Lower is better. */
            readonly ambiguity: number;
            readonly business_fit: number;
            readonly composite: number;
        };
        /** @description How a score was measured. */
        readonly Sampling: {
            readonly samples: number;
            readonly standardDeviation: number | null;
            readonly standardError: number;
        };
        /** @description Whether the score is good enough. `uncertain` is no pass. */
        readonly Gate: {
            /** @enum {string} */
            readonly outcome: "pass" | "fail" | "uncertain";
            readonly thresholds: {
                readonly composite: number;
                readonly clarity: number | null;
                readonly execution: number | null;
                readonly ambiguity: number | null;
                readonly business_fit: number | null;
            };
            readonly failed: ("composite" | "clarity" | "execution" | "ambiguity" | "business_fit")[];
        };
        readonly Weakness: {
            /** @enum {string} */
            readonly dimension: "clarity" | "execution" | "ambiguity" | "business_fit";
            readonly note: string;
            readonly quote: string;
        };
        readonly ScoreRecord: {
            readonly clarity: number;
            readonly execution: number;
            /** @description Lower is better. */
            readonly ambiguity: number;
            readonly business_fit: number;
            readonly composite: number;
            /** @enum {string} */
            readonly subject: "original" | "candidate";
            readonly rubric: string;
            readonly final: boolean;
        };
        /** @description What model calls have used up. */
        readonly Usage: {
            readonly inputTokens: number;
            readonly outputTokens: number;
            readonly cachedInputTokens: number;
            readonly cacheWriteInputTokens: number;
            readonly reasoningTokens: number;
            readonly modelCalls: number;
            /** @description Micro-dollars; null when a price is not known. */
            readonly costMicros: number | null;
            readonly estimated: boolean;
        };
        readonly OptimizeResult: {
            readonly runId: string;
            /** @description True for the answer of an earlier request with the same Idempotency-Key. */
            readonly replayed: boolean;
            readonly planId: string;
            /** @enum {string} */
            readonly engine: "model" | "rules";
            readonly model: string | null;
            readonly sevenD: components["schemas"]["ResolvedSevenD"];
            readonly usage: components["schemas"]["Usage"];
            /** @description Calls, tokens, and micro-dollars. */
            readonly charge: {
                readonly calls: number;
                readonly tokens: number;
                readonly cost: number;
            };
            readonly quota: components["schemas"]["QuotaStatus"][];
            readonly original: {
                readonly prompt: string;
                readonly score: components["schemas"]["Score"];
                readonly sampling: components["schemas"]["Sampling"];
            };
            readonly optimized: {
                readonly prompt: string;
                readonly score: components["schemas"]["Score"];
                readonly sampling: components["schemas"]["Sampling"];
            };
            readonly improved: boolean;
            readonly gate: components["schemas"]["Gate"];
            readonly changes: string[];
            /** @enum {string} */
            readonly stopReason: "gate_passed" | "nothing_to_add" | "steps_exhausted" | "no_improvement" | "candidates_rejected" | "confirmations_exhausted" | "calls_exhausted" | "tokens_exhausted" | "cost_exhausted" | "time_exhausted" | "model_failed";
        };
        readonly ScoreResult: {
            readonly runId: string;
            /** @description True for the answer of an earlier request with the same Idempotency-Key. */
            readonly replayed: boolean;
            readonly planId: string;
            /** @enum {string} */
            readonly engine: "model" | "rules";
            readonly model: string | null;
            readonly sevenD: components["schemas"]["ResolvedSevenD"];
            readonly usage: components["schemas"]["Usage"];
            /** @description Calls, tokens, and micro-dollars. */
            readonly charge: {
                readonly calls: number;
                readonly tokens: number;
                readonly cost: number;
            };
            readonly quota: components["schemas"]["QuotaStatus"][];
            readonly prompt: string;
            readonly score: components["schemas"]["Score"];
            readonly sampling: components["schemas"]["Sampling"];
            readonly gate: components["schemas"]["Gate"];
            readonly weaknesses: components["schemas"]["Weakness"][];
        };
        readonly CompareResult: {
            readonly runId: string;
            /** @description True for the answer of an earlier request with the same Idempotency-Key. */
            readonly replayed: boolean;
            readonly planId: string;
            /** @enum {string} */
            readonly engine: "model" | "rules";
            readonly model: string | null;
            readonly sevenD: components["schemas"]["ResolvedSevenD"];
            readonly usage: components["schemas"]["Usage"];
            /** @description Calls, tokens, and micro-dollars. */
            readonly charge: {
                readonly calls: number;
                readonly tokens: number;
                readonly cost: number;
            };
            readonly quota: components["schemas"]["QuotaStatus"][];
            /** @enum {string} */
            readonly preferred: "first" | "second" | "tie";
            readonly verdicts: [
                "first" | "second" | "tie",
                "first" | "second" | "tie"
            ];
            readonly reasons: [
                string,
                string
            ];
        };
        readonly TestResult: {
            readonly runId: string;
            /** @description True for the answer of an earlier request with the same Idempotency-Key. */
            readonly replayed: boolean;
            readonly planId: string;
            /** @enum {string} */
            readonly engine: "model" | "rules";
            readonly model: string | null;
            readonly sevenD: components["schemas"]["ResolvedSevenD"];
            readonly usage: components["schemas"]["Usage"];
            /** @description Calls, tokens, and micro-dollars. */
            readonly charge: {
                readonly calls: number;
                readonly tokens: number;
                readonly cost: number;
            };
            readonly quota: components["schemas"]["QuotaStatus"][];
            readonly passed: number;
            readonly failed: number;
            readonly cases: {
                readonly name: string;
                readonly passed: boolean;
                readonly output: string | null;
                readonly latencyMs: number;
                readonly failure: {
                    readonly code: string;
                    readonly message: string;
                } | null;
                readonly assertions: {
                    /** @enum {string} */
                    readonly type: "contains" | "equals" | "regex" | "json_schema" | "similarity" | "rubric";
                    readonly passed: boolean;
                    readonly score: number | null;
                    readonly detail: string;
                }[];
            }[];
        };
        readonly Run: {
            readonly id: string;
            readonly orgId: string;
            readonly userId: string;
            /** @enum {string} */
            readonly status: "reserved" | "succeeded" | "failed" | "canceled" | "abandoned";
            readonly planId: string;
            /** @enum {string} */
            readonly engine: "model" | "rules";
            readonly model: string | null;
            readonly idempotencyKey: string | null;
            /** @description Epoch milliseconds. */
            readonly createdAt: number;
            readonly leaseExpiresAt: number;
            readonly endedAt: number | null;
            /** @description Null once personal data was erased. */
            readonly input: {
                readonly prompt: string;
                readonly sevenD: components["schemas"]["ResolvedSevenD"];
                readonly other?: string;
            } | null;
            readonly error: {
                readonly code: string;
                readonly message: string;
            } | null;
            readonly usage: components["schemas"]["Usage"];
            /** @description Calls, tokens, and micro-dollars. */
            readonly charge: {
                readonly calls: number;
                readonly tokens: number;
                readonly cost: number;
            };
            /** @constant */
            readonly operation: "optimize";
            readonly result: {
                readonly original: {
                    readonly prompt: string;
                    readonly score: components["schemas"]["Score"];
                    readonly sampling: components["schemas"]["Sampling"];
                };
                readonly optimized: {
                    readonly prompt: string;
                    readonly score: components["schemas"]["Score"];
                    readonly sampling: components["schemas"]["Sampling"];
                };
                readonly improved: boolean;
                readonly gate: components["schemas"]["Gate"];
                readonly changes: string[];
                /** @enum {string} */
                readonly stopReason: "gate_passed" | "nothing_to_add" | "steps_exhausted" | "no_improvement" | "candidates_rejected" | "confirmations_exhausted" | "calls_exhausted" | "tokens_exhausted" | "cost_exhausted" | "time_exhausted" | "model_failed";
            } | null;
        } | {
            readonly id: string;
            readonly orgId: string;
            readonly userId: string;
            /** @enum {string} */
            readonly status: "reserved" | "succeeded" | "failed" | "canceled" | "abandoned";
            readonly planId: string;
            /** @enum {string} */
            readonly engine: "model" | "rules";
            readonly model: string | null;
            readonly idempotencyKey: string | null;
            /** @description Epoch milliseconds. */
            readonly createdAt: number;
            readonly leaseExpiresAt: number;
            readonly endedAt: number | null;
            /** @description Null once personal data was erased. */
            readonly input: {
                readonly prompt: string;
                readonly sevenD: components["schemas"]["ResolvedSevenD"];
                readonly other?: string;
            } | null;
            readonly error: {
                readonly code: string;
                readonly message: string;
            } | null;
            readonly usage: components["schemas"]["Usage"];
            /** @description Calls, tokens, and micro-dollars. */
            readonly charge: {
                readonly calls: number;
                readonly tokens: number;
                readonly cost: number;
            };
            /** @constant */
            readonly operation: "score";
            readonly result: {
                readonly prompt: string;
                readonly score: components["schemas"]["Score"];
                readonly sampling: components["schemas"]["Sampling"];
                readonly gate: components["schemas"]["Gate"];
                readonly weaknesses: components["schemas"]["Weakness"][];
            } | null;
        } | {
            readonly id: string;
            readonly orgId: string;
            readonly userId: string;
            /** @enum {string} */
            readonly status: "reserved" | "succeeded" | "failed" | "canceled" | "abandoned";
            readonly planId: string;
            /** @enum {string} */
            readonly engine: "model" | "rules";
            readonly model: string | null;
            readonly idempotencyKey: string | null;
            /** @description Epoch milliseconds. */
            readonly createdAt: number;
            readonly leaseExpiresAt: number;
            readonly endedAt: number | null;
            /** @description Null once personal data was erased. */
            readonly input: {
                readonly prompt: string;
                readonly sevenD: components["schemas"]["ResolvedSevenD"];
                readonly other?: string;
            } | null;
            readonly error: {
                readonly code: string;
                readonly message: string;
            } | null;
            readonly usage: components["schemas"]["Usage"];
            /** @description Calls, tokens, and micro-dollars. */
            readonly charge: {
                readonly calls: number;
                readonly tokens: number;
                readonly cost: number;
            };
            /** @constant */
            readonly operation: "compare";
            readonly result: {
                /** @enum {string} */
                readonly preferred: "first" | "second" | "tie";
                readonly verdicts: [
                    "first" | "second" | "tie",
                    "first" | "second" | "tie"
                ];
                readonly reasons: [
                    string,
                    string
                ];
            } | null;
        } | {
            readonly id: string;
            readonly orgId: string;
            readonly userId: string;
            /** @enum {string} */
            readonly status: "reserved" | "succeeded" | "failed" | "canceled" | "abandoned";
            readonly planId: string;
            /** @enum {string} */
            readonly engine: "model" | "rules";
            readonly model: string | null;
            readonly idempotencyKey: string | null;
            /** @description Epoch milliseconds. */
            readonly createdAt: number;
            readonly leaseExpiresAt: number;
            readonly endedAt: number | null;
            /** @description Null once personal data was erased. */
            readonly input: {
                readonly prompt: string;
                readonly sevenD: components["schemas"]["ResolvedSevenD"];
                readonly other?: string;
            } | null;
            readonly error: {
                readonly code: string;
                readonly message: string;
            } | null;
            readonly usage: components["schemas"]["Usage"];
            /** @description Calls, tokens, and micro-dollars. */
            readonly charge: {
                readonly calls: number;
                readonly tokens: number;
                readonly cost: number;
            };
            /** @constant */
            readonly operation: "test";
            readonly result: components["schemas"]["PromptTestReport"] | null;
        };
        readonly RunPage: {
            readonly runs: components["schemas"]["Run"][];
            readonly next: string | null;
        };
        readonly RunEvent: {
            readonly runId: string;
            readonly orgId: string;
            readonly userId: string;
            readonly sequence: number;
            readonly type: string;
            /** @description Epoch milliseconds. */
            readonly at: number;
            /** @description Numbers and literals alone: no text of a user or a model. */
            readonly data: {
                readonly [key: string]: unknown;
            };
        };
    };
    responses: {
        /** @description The request was refused, or failed. */
        readonly Problem: {
            headers: {
                /** @description Seconds to wait. */
                readonly "Retry-After"?: number;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly optimize: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Names the run, 1 to 255 printable ASCII characters: a repeat gets the first answer. */
                readonly "Idempotency-Key"?: string;
                /** @description The id of the last event of the stream that was received. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OptimizeRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OptimizeResult"];
                    readonly "text/event-stream": string;
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly score: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Names the run, 1 to 255 printable ASCII characters: a repeat gets the first answer. */
                readonly "Idempotency-Key"?: string;
                /** @description The id of the last event of the stream that was received. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ScoreRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ScoreResult"];
                    readonly "text/event-stream": string;
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly compare: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Names the run, 1 to 255 printable ASCII characters: a repeat gets the first answer. */
                readonly "Idempotency-Key"?: string;
                /** @description The id of the last event of the stream that was received. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CompareRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CompareResult"];
                    readonly "text/event-stream": string;
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly test: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Names the run, 1 to 255 printable ASCII characters: a repeat gets the first answer. */
                readonly "Idempotency-Key"?: string;
                /** @description The id of the last event of the stream that was received. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TestRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TestResult"];
                    readonly "text/event-stream": string;
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly validate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PromptInput"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PromptVerdict"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly plan: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PlanRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RunPlan"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listRuns: {
        readonly parameters: {
            readonly query?: {
                /** @description Default: 20. */
                readonly limit?: number;
                /** @description The `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RunPage"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly runId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Run"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getRunScores: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly runId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly scores: components["schemas"]["ScoreRecord"][];
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getRunEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description Sequence of the last event that is known. */
                readonly after?: number;
            };
            readonly header?: {
                /** @description The id of the last event of the stream that was received. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path: {
                readonly runId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly events: components["schemas"]["RunEvent"][];
                    };
                    readonly "text/event-stream": string;
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listPlans: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly plans: components["schemas"]["Plan"][];
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getUsage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PlanUsage"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly userAnalytics: {
        readonly parameters: {
            readonly query?: {
                /** @description An ISO 8601 date, or a time with its zone. */
                readonly from?: string;
                /** @description An ISO 8601 date, or a time with its zone. */
                readonly to?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserAnalytics"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly eraseMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ErasureRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErasureReport"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getProfile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Profile"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly updateProfile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProfileChanges"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Profile"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getStatistics: {
        readonly parameters: {
            readonly query?: {
                /** @description An ISO 8601 date, or a time with its zone. */
                readonly from?: string;
                /** @description An ISO 8601 date, or a time with its zone. */
                readonly to?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserStatistics"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listActivity: {
        readonly parameters: {
            readonly query?: {
                /** @description Default: 20. */
                readonly limit?: number;
                /** @description The `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ActivityPage"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly exportPersonalData: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonalData"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listSessions: {
        readonly parameters: {
            readonly query?: {
                /** @description Default: 20. */
                readonly limit?: number;
                /** @description The `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionPage"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly revokeSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sessionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly refreshSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpenedSession"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly signOut: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly signUp: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignUpRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SignUpAnswer"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly signIn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignInRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpenedSession"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly changePassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangePasswordRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpenedSession"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly requestPasswordReset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PasswordResetRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly resetPassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ResetPasswordRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly requestEmailVerification: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly verifyEmail: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["VerifyEmailRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly userId: string;
                        readonly email: string;
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listOrganizations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly organizations: components["schemas"]["Membership"][];
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly createOrganization: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateOrganizationRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Organization"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getOrganization: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Organization"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly renameOrganization: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RenameOrganizationRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Organization"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly leaveOrganization: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly transferOwnership: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TransferOwnershipRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listMembers: {
        readonly parameters: {
            readonly query?: {
                /** @description Default: 50. */
                readonly limit?: number;
                /** @description The `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MemberPage"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly searchMembers: {
        readonly parameters: {
            readonly query?: {
                /** @description Default: 20. */
                readonly limit?: number;
                /** @description The `next` of the page before. */
                readonly after?: string;
                /** @description Found anywhere in name or address. */
                readonly text?: string;
                readonly role?: "owner" | "admin" | "member" | "viewer";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FoundMemberPage"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly removeMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly userId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly changeMemberRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly userId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeRoleRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listInvitations: {
        readonly parameters: {
            readonly query?: {
                /** @description Default: 50. */
                readonly limit?: number;
                /** @description The `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvitationPage"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly invite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["InviteRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvitationAnswer"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly revokeInvitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly invitationId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly acceptInvitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AcceptInvitationRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AcceptedInvitation"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listApiKeys: {
        readonly parameters: {
            readonly query?: {
                /** @description Default: 20. */
                readonly limit?: number;
                /** @description The `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly createApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly keyId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKey"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly revokeApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly keyId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKey"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly updateApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly keyId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateApiKeyRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKey"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly rotateApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly keyId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RotateApiKeyRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @constant */
                        readonly status: "ok";
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getReadiness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @constant */
                        readonly status: "ok";
                        readonly schemaVersion: string | null;
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getOpenapi: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly [key: string]: unknown;
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
}
