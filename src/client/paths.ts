// The routes as types, made of their own description: `npx vitest run -u test/client-types` makes it anew.
export interface paths {
    "/gpt-editor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a prompt through the whole pipeline: rewritten, scored, and measured against the gate. */
        post: operations["optimize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Scores a prompt as it is. */
        post: operations["score"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells which of two prompts is better, asked in both orders. */
        post: operations["compare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gpt-test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Runs a prompt against cases with a model. */
        post: operations["test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is wrong or hostile in an input. It counts nothing and stores nothing. */
        post: operations["validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an operation could use at the worst, what it takes at the least, and whether there is room. */
        post: operations["plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The runs of the caller, newest first. */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run of the caller. */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The scores given in a run, in their order. */
        get: operations["getRunScores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened in a run; as a stream it goes on until the run has ended. */
        get: operations["getRunEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/seven-d": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The 7D parameters: their values, what each stands for, and what it brings with it. */
        get: operations["describeSevenD"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/seven-d/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Completes parameters from the defaults of their domain, and tells what a score has to reach. */
        post: operations["resolveSevenD"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Modules by their ids, each in its latest active version, with those that the plan may not use. */
        get: operations["listModules"];
        put?: never;
        /** Publishes a version of a module for the organization. It never changes afterwards, but for its status. */
        post: operations["publishModule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modules/{moduleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version of a module with its recipe. */
        get: operations["getModule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modules/{moduleId}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of a module, latest first; drafts for those alone who may publish. */
        get: operations["listModuleVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modules/{moduleId}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes the status of a version that the organization has published. */
        patch: operations["setModuleStatus"];
        trace?: never;
    };
    "/modules/{moduleId}/render": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The prompt that a module makes of inputs. It counts nothing and stores nothing. */
        post: operations["renderModule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bundles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bundles of the caller, newest first, without their files. */
        get: operations["listBundles"];
        put?: never;
        /** Exports a run that has passed the gate. The same run in the same formats is the same bundle. */
        post: operations["exportRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bundles/{bundleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One bundle, without its files. */
        get: operations["getBundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bundles/{bundleId}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a bundle, or all of them as a zip archive. The plan has to include the format. */
        get: operations["downloadBundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parameter-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The parameter sets of the caller, and those that are shared within the organization. */
        get: operations["listParameterSets"];
        put?: never;
        /** Keeps values of 7D parameters under a name. */
        post: operations["createParameterSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parameter-sets/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Two sets side by side, parameter by parameter. */
        post: operations["compareParameterSets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parameter-sets/{setId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One parameter set. */
        get: operations["getParameterSet"];
        /** Replaces a parameter set, unless somebody was faster. */
        put: operations["updateParameterSet"];
        post?: never;
        /** Removes a parameter set. */
        delete: operations["removeParameterSet"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parameter-sets/{setId}/resolved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a run by this set is given: overrides first, then the set, then the defaults of the domain. */
        get: operations["resolveParameterSet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The catalogue of plans, smallest first. */
        get: operations["listPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The plan of the caller, and what is left of it. */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the organization of the caller has signed up for, and what that means now. */
        get: operations["getSubscription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller has done, and what is left of the plan. */
        get: operations["userAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A stream of events: the figures of the caller as `snapshot`, then what happens in runs under the name of each event, with its cursor as id; `problem` where it ends before its client has left. */
        get: operations["liveAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs that have ended as a table or as JSON lines, oldest first: names and numbers alone. */
        get: operations["exportAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/performance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How well runs of the organization, or of all of them, worked: latency, failures, cache, quality gate. */
        get: operations["performanceAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/business": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the organization, or the product, does: runs, cost, active users, retention, subscriptions, margin. */
        get: operations["businessAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom the token stands for, and what they may do. */
        get: operations["getMe"];
        put?: never;
        post?: never;
        /** Erases the personal data of the caller for good, and ends all sessions. Hand an organization over before. */
        delete: operations["eraseMe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The profile of the caller; an empty one of version 0 for who has told nothing yet. */
        get: operations["getProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes fields of the profile; the others stay. */
        patch: operations["updateProfile"];
        trace?: never;
    };
    "/me/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller has come to in the organization of the token. */
        get: operations["getStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller has done there, newest first, without a word of what was written. */
        get: operations["listActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is held of the caller, as far as the token reaches, written as it is read. */
        get: operations["exportPersonalData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sessions of the caller in all organizations, newest first. */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a session of the caller, on another device for instance; done, too, where there is none. */
        delete: operations["revokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges a refresh token for a new pair of tokens, where the server issues them itself. */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session of the caller. */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes an account. The answer is the same for an address that is taken. */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a session for whoever knows the password. */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets another password, ends all sessions of the caller, and opens a new one. */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/request-password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has a link sent with which to set a password. It answers the same whoever has the address. */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a password by the token of such a link, and ends all sessions of the user. */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/request-email-verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has a link sent that verifies the caller's own address, unless it is verified. */
        post: operations["requestEmailVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/verify-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verifies an address by the token of such a link. It opens no session. */
        post: operations["verifyEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every organization the caller is a member of. */
        get: operations["listOrganizations"];
        put?: never;
        /** Makes an organization, whose owner the caller is. */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organization of the token. */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Gives the organization of the token another name. */
        patch: operations["renameOrganization"];
        trace?: never;
    };
    "/organization/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the caller's own membership. */
        post: operations["leaveOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes another member an owner, and the caller an administrator. */
        post: operations["transferOwnership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members of the organization, by their ids. */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/member-search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members by name, e-mail address or role. */
        get: operations["searchMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a membership, and the sessions that were opened by it. */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /** Gives a member another role, at most that of the caller. */
        patch: operations["changeMemberRole"];
        trace?: never;
    };
    "/organization/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations of the last weeks, whatever became of them, newest first. */
        get: operations["listInvitations"];
        put?: never;
        /** Invites somebody. Where the server does not send it itself, its secret is in the answer, once. */
        post: operations["invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an invitation back. */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the caller a member of the organization that invites, by the secret of the invitation. */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The API keys of the organization, ended or not, newest first, without their secrets. */
        get: operations["listApiKeys"];
        put?: never;
        /** Makes an API key. Its secret is in the answer, and nowhere afterwards. */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One API key. */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /** Ends a key for good. */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        /** Changes name, scopes or limits of a key that the caller has made. */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/api-keys/{keyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a key that the caller has made another secret, which is in the answer, and nowhere afterwards. */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The saved prompts of the caller and those shared with them, newest first. */
        get: operations["listPrompts"];
        put?: never;
        /** Keeps a prompt, from a text or from a run of the caller. */
        post: operations["createPrompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/{promptId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A saved prompt and its latest version. */
        get: operations["getPrompt"];
        put?: never;
        post?: never;
        /** Removes a saved prompt with all its versions. */
        delete: operations["removePrompt"];
        options?: never;
        head?: never;
        /** Changes title, tags or sharing of a saved prompt. */
        patch: operations["updatePrompt"];
        trace?: never;
    };
    "/prompts/{promptId}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of a saved prompt, latest first, without their texts. */
        get: operations["listPromptVersions"];
        put?: never;
        /** Adds a version, from a text or from a run of the caller. */
        post: operations["addPromptVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/{promptId}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version of a saved prompt. */
        get: operations["getPromptVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/{promptId}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed between two versions, by words. */
        get: operations["diffPromptVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/{promptId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds a version with the text of an older one. */
        post: operations["restorePromptVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/{promptId}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps a version as the first of a prompt of the caller’s own. */
        post: operations["forkPrompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The figures of the caller, and what is left of the plan, as a page. */
        get: operations["ownDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard/performance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How well runs of the organization, or of all of them, worked, as a page. */
        get: operations["performanceDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard/business": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the organization, or the product, does, as a page. */
        get: operations["businessDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard/assets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A script, style sheet or icon of the pages. Its name changes with its content. */
        get: operations["dashboardAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process is alive. It asks nothing of storage or model, so that their trouble restarts nobody. */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process can serve requests: its storage answers, and has the schema that this version needs, or a newer one; else it is 503. `schemaVersion` is the newest migration of the database; null where none is needed. */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description. */
        get: operations["getOpenapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** An error as RFC 9457 describes it. Switch on `code`. */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: "config_invalid" | "plan_unknown" | "plan_feature_missing" | "seats_exceeded" | "subscription_not_found" | "subscription_state_invalid" | "permission_denied" | "organization_not_found" | "member_not_found" | "member_exists" | "last_owner" | "invitation_invalid" | "session_missing" | "session_invalid" | "session_expired" | "session_revoked" | "session_keys_unavailable" | "sign_in_failed" | "sign_in_throttled" | "email_unverified" | "email_taken" | "email_token_invalid" | "password_unacceptable" | "api_key_not_found" | "request_invalid" | "request_too_large" | "media_type_unsupported" | "route_not_found" | "method_not_allowed" | "prompt_too_short" | "prompt_too_long" | "prompt_blocked" | "seven_d_invalid" | "module_not_found" | "module_exists" | "module_invalid" | "module_input_invalid" | "budget_insufficient" | "quota_exceeded" | "overloaded" | "idempotency_conflict" | "idempotency_in_progress" | "model_key_missing" | "model_auth_failed" | "model_not_found" | "model_request_rejected" | "model_unreachable" | "model_timeout" | "model_rate_limited" | "model_credit_exhausted" | "model_unavailable" | "model_circuit_open" | "model_refused" | "model_output_invalid" | "model_output_truncated" | "model_price_unknown" | "run_not_found" | "run_canceled" | "run_abandoned" | "run_unsettled" | "saved_prompt_not_found" | "saved_prompt_full" | "bundle_not_found" | "bundle_below_gate" | "bundle_personal_data" | "check_report_not_found" | "alert_undelivered" | "checks_running" | "parameter_set_not_found" | "parameter_sets_exceeded" | "webhook_invalid" | "billing_customer_unknown" | "billing_unavailable" | "storage_unavailable" | "storage_not_ready" | "storage_locked" | "storage_conflict" | "client_closed" | "internal";
            details: {
                [key: string]: unknown;
            };
        };
        PerformanceMetrics: {
            days: {
                /** A day of the reporting time zone, such as `2026-11-23`. */
                first: string;
                /** A day of the reporting time zone, such as `2026-11-23`. */
                last: string;
            };
            filter: {
                planId: string | null;
                model: string | null;
                moduleId: string | null;
            };
            /** IANA name of the time zone whose days these are. */
            timeZone: string;
            /** Epoch milliseconds: what had ended by then is counted. */
            until: number | null;
            runs: {
                succeeded: number;
                failed: number;
                canceled: number;
                abandoned: number;
            };
            /** Failed and abandoned runs in all that have ended, canceled ones left out. */
            errorRate: number | null;
            errors: {
                code: string;
                runs: number;
            }[] | null;
            /** Milliseconds. Null for a plan and a module at once, as are errors, throughput and cache. */
            latency: {
                /** `run`, `admission`, or what a model was called for. */
                stage: string;
                /** Null for all models together. */
                model: string | null;
                count: number;
                p50: number;
                p95: number;
                p99: number;
            }[] | null;
            throughput: {
                model: string | null;
                tokensPerSecond: number;
            }[] | null;
            cache: {
                answered: number;
                cached: number;
                hitRate: number | null;
            } | null;
            gate: {
                decided: number;
                passed: number;
                passRate: number | null;
            };
            /** Runs that are under way now. */
            queueDepth: number;
            byDay: {
                /** A day of the reporting time zone, such as `2026-11-23`. */
                day: string;
                runs: number;
                errorRate: number | null;
                passRate: number | null;
                meanDurationMs: number | null;
            }[];
        };
        BusinessMetrics: {
            days: {
                /** A day of the reporting time zone, such as `2026-11-23`. */
                first: string;
                /** A day of the reporting time zone, such as `2026-11-23`. */
                last: string;
            };
            filter: {
                planId: string | null;
                model: string | null;
                moduleId: string | null;
            };
            /** IANA name of the time zone whose days these are. */
            timeZone: string;
            /** Epoch milliseconds: what had ended by then is counted. */
            until: number | null;
            runs: {
                ended: number;
                before: number;
                growth: number | null;
            };
            tokens: number;
            /** Micro-dollars of the runs whose cost is known. */
            costMicros: number;
            runsOfUnknownCost: number;
            activeUsers: {
                day: {
                    /** A day of the reporting time zone, such as `2026-11-23`. */
                    from: string;
                    users: number;
                    growth: number | null;
                    /** False while it is not over. */
                    isWhole: boolean;
                }[];
                week: {
                    /** A day of the reporting time zone, such as `2026-11-23`. */
                    from: string;
                    users: number;
                    growth: number | null;
                    /** False while it is not over. */
                    isWhole: boolean;
                }[];
                month: {
                    /** A day of the reporting time zone, such as `2026-11-23`. */
                    from: string;
                    users: number;
                    growth: number | null;
                    /** False while it is not over. */
                    isWhole: boolean;
                }[];
            };
            retention: {
                /** Of the first run, such as `2026-11`. */
                month: string;
                users: number;
                active: number[];
            }[];
            byPlan: {
                name: string | null;
                runs: number;
                costMicros: number;
            }[];
            byModel: {
                name: string | null;
                runs: number;
                costMicros: number;
            }[];
            byModule: {
                name: string | null;
                runs: number;
                costMicros: number;
            }[];
            byDay: {
                /** A day of the reporting time zone, such as `2026-11-23`. */
                day: string;
                runs: number;
                costMicros: number;
            }[];
            /** Null for one organization. */
            subscriptions: {
                distribution: {
                    planId: string;
                    status: "trialing" | "active" | "past_due" | "paused" | "canceled";
                    tenants: number;
                    seats: number;
                }[];
                paying: {
                    before: number;
                    after: number;
                };
                trials: {
                    running: number;
                    converted: number;
                    conversionRate: number | null;
                };
                churn: {
                    lost: number;
                    rate: number | null;
                };
                revenue: {
                    planId: string;
                    currency: string;
                    monthly: number;
                    accrued: number;
                }[];
            } | null;
            /** Micro-dollars. Null for one organization, with a filter, and where revenue is not all in dollars. */
            margin: {
                revenueMicros: number;
                marginMicros: number;
                share: number | null;
            } | null;
        };
        /** What is left of a limit of the plan. */
        QuotaStatus: {
            /** As in the `RateLimit` header. */
            name: string;
            subject: "user" | "org" | "key";
            keyId?: string;
            meter: "calls" | "tokens" | "cost";
            period: "hour" | "day" | "month";
            max: number;
            algorithm: "fixed" | "sliding";
            anchor: number | null;
            used: number;
            remaining: number;
            resetAfterMs: number;
        };
        Plan: {
            id: string;
            title: string;
            limits: {
                subject: "user" | "org";
                meter: "calls" | "tokens" | "cost";
                period: "hour" | "day" | "month";
                max: number;
                algorithm?: "fixed" | "sliding";
            }[];
            features: {
                [key: string]: boolean;
            };
            seats: number | null;
            trialDays: number;
            graceDays: number;
            price: {
                unitAmount: number;
                currency: string;
                interval: "month" | "year";
            } | null;
            retentionDays: number | null;
        };
        PlanUsage: {
            plan: components["schemas"]["Plan"];
            /**
             * `none` without a subscription.
             * @enum {string}
             */
            state: "trialing" | "active" | "past_due" | "paused" | "canceled" | "none";
            seats: {
                subscribed: number;
                used: number;
            };
            quota: components["schemas"]["QuotaStatus"][];
        };
        UserAnalytics: {
            runs: {
                succeeded: number;
                failed: number;
                canceled: number;
                abandoned: number;
            };
            passed: number;
            improved: number;
            meanScore: {
                original: number;
                optimized: number;
            } | null;
            tokens: number;
            /** Micro-dollars of the runs whose cost is known. */
            costMicros: number;
            runsOfUnknownCost: number;
            domains: {
                domain: string;
                runs: number;
            }[];
            modules: {
                moduleId: string;
                runs: number;
            }[];
            days: {
                /** In the time zone that was asked for. */
                day: string;
                runs: number;
                succeeded: number;
                meanScore: number | null;
            }[];
            /** Null for whoever may not see it, for which it takes `plan:read`. */
            plan: {
                id: string;
                title: string;
            } | null;
            /** What is left of the plan; empty for whoever may not see it. */
            quota: components["schemas"]["QuotaStatus"][];
            range?: {
                from: number;
                to: number;
            };
            /** Whose days these are. */
            timeZone: string;
        };
        ApiKeyLimit: {
            meter: "calls" | "tokens" | "cost";
            period: "hour" | "day" | "month";
            /** Calls, tokens, or micro-dollars. */
            max: number;
            algorithm?: "fixed" | "sliding";
        };
        /** Whom a token stands for. An API key has scopes and limits of its own; people have neither. */
        Principal: {
            userId: string;
            orgId: string;
            role: "owner" | "admin" | "member" | "viewer";
            sessionId: string;
            scopes?: string[];
            apiKey?: {
                id: string;
                limits: components["schemas"]["ApiKeyLimit"][];
            };
        };
        ApiKey: {
            id: string;
            /** What the key begins with. */
            prefix: string;
            last4: string;
            orgId: string;
            /** In whose name it acts. */
            userId: string;
            role: "owner" | "admin" | "member" | "viewer";
            name: string;
            scopes: string[];
            limits: components["schemas"]["ApiKeyLimit"][];
            createdAt: number;
            /** Epoch milliseconds. */
            expiresAt: number | null;
            /** Epoch milliseconds. */
            lastUsedAt: number | null;
            /** Epoch milliseconds. */
            revokedAt: number | null;
            /** Until when the secret before the last rotation is taken. */
            previousUntil: number | null;
        };
        ApiKeyPage: {
            items: components["schemas"]["ApiKey"][];
            /** Give it back as `after`; null on the last page. */
            next: string | null;
        };
        IssuedApiKey: {
            /** The secret, which is told here and never again. */
            key: string;
            apiKey: components["schemas"]["ApiKey"];
        };
        CreateApiKeyRequest: {
            name: string;
            /** Permissions of the caller. */
            scopes: string[];
            /** Each meter and period once, besides those of the plan. */
            limits?: components["schemas"]["ApiKeyLimit"][];
            /** Default: it does not expire. */
            expiresInSeconds?: number;
        };
        UpdateApiKeyRequest: {
            name?: string;
            /** Permissions of the caller. */
            scopes?: string[];
            /** Each meter and period once, besides those of the plan. */
            limits?: components["schemas"]["ApiKeyLimit"][];
        };
        RotateApiKeyRequest: {
            /** For how long the secret so far is still taken. Default: a day. */
            overlapSeconds?: number;
        };
        Session: {
            id: string;
            orgId: string;
            device: string | null;
            /** Epoch milliseconds. */
            createdAt: number;
            /** Epoch milliseconds. */
            lastUsedAt: number;
            /** Epoch milliseconds. */
            expiresAt: number;
            state: "active" | "revoked" | "expired" | "idle";
            /** Whether the token of the request belongs to it. */
            current: boolean;
        };
        SessionPage: {
            items: components["schemas"]["Session"][];
            /** Give it back as `after`; null on the last page. */
            next: string | null;
        };
        /** Tokens of a session, named as in RFC 6749 section 5.1. */
        AccessToken: {
            tokenType: "Bearer";
            accessToken: string;
            /** Good for one exchange at POST /sessions/refresh. */
            refreshToken: string;
            /** Seconds. */
            expiresIn: number;
            /** Seconds. */
            refreshExpiresIn: number;
            principal: components["schemas"]["Principal"];
        };
        /** A session whose tokens are in cookies, where the server keeps them there. */
        CookieSession: {
            tokenType: "Cookie";
            /** Seconds. */
            expiresIn: number;
            /** Seconds. */
            refreshExpiresIn: number;
            principal: components["schemas"]["Principal"];
        };
        OpenedSession: components["schemas"]["AccessToken"] | components["schemas"]["CookieSession"];
        RefreshRequest: {
            /** Left out where it is in a cookie. */
            refreshToken?: string;
        };
        SignUpRequest: {
            email: string;
            password: string;
            displayName?: string;
            /** What the person will recognize the device by. */
            device?: string;
        };
        SignInRequest: {
            email: string;
            password: string;
            /** Default: the personal organization. */
            orgId?: string;
            /** What the person will recognize the device by. */
            device?: string;
        };
        ChangePasswordRequest: {
            currentPassword: string;
            newPassword: string;
            /** What the person will recognize the device by. */
            device?: string;
        };
        PasswordResetRequest: {
            email: string;
        };
        ResetPasswordRequest: {
            /** From the e-mail. */
            resetToken: string;
            newPassword: string;
        };
        VerifyEmailRequest: {
            /** From the e-mail. */
            verificationToken: string;
        };
        SignUpAnswer: {
            outcome: "check_email";
        } | {
            outcome: "signed_in";
            session: components["schemas"]["OpenedSession"];
        };
        /** What a score must reach; for ambiguity, the most that is allowed. */
        GateThresholds: {
            composite: number;
            clarity: number | null;
            execution: number | null;
            ambiguity: number | null;
            business_fit: number | null;
        };
        /** How much each dimension counts; the four add up to 1. */
        ScoreWeights: {
            clarity: number;
            execution: number;
            ambiguity: number;
            business_fit: number;
        };
        /** Points from 0 to 100. The composite is the weighted mean, with ambiguity counted as 100 - ambiguity. */
        Score: {
            clarity: number;
            execution: number;
            /** Lower is better. */
            ambiguity: number;
            business_fit: number;
            composite: number;
        };
        /** How a score was measured. */
        Sampling: {
            samples: number;
            standardDeviation: number | null;
            standardError: number;
        };
        /** Whether the score is good enough. `uncertain` is no pass. */
        Gate: {
            outcome: "pass" | "fail" | "uncertain";
            thresholds: components["schemas"]["GateThresholds"];
            failed: ("composite" | "clarity" | "execution" | "ambiguity" | "business_fit")[];
        };
        Weakness: {
            dimension: "clarity" | "execution" | "ambiguity" | "business_fit";
            note: string;
            quote: string;
        };
        ScoreRecord: {
            clarity: number;
            execution: number;
            /** Lower is better. */
            ambiguity: number;
            business_fit: number;
            composite: number;
            subject: "original" | "candidate";
            rubric: string;
            final: boolean;
        };
        SevenD: {
            domain: "saas" | "fintech" | "ecommerce" | "consulting" | "education" | "healthcare" | "legal" | "marketing" | "media" | "real_estate" | "hr" | "ngo" | "government" | "web3" | "aiml" | "cybersecurity" | "manufacturing" | "logistics" | "travel" | "gaming" | "fashion" | "beauty" | "spiritual" | "architecture" | "agriculture" | "generic";
            scale: "personal_brand" | "solo" | "startup" | "boutique_agency" | "smb" | "corporate" | "enterprise";
            urgency: "low" | "planned" | "sprint" | "pilot" | "crisis";
            complexity: "foundational" | "standard" | "advanced" | "expert";
            resources: "minimal" | "solo" | "lean_team" | "agency_stack" | "full_stack_org" | "enterprise_budget";
            application: "training" | "audit" | "implementation" | "strategy_design" | "crisis_response" | "experimentation" | "documentation";
            output_format: "txt" | "md" | "checklist" | "spec" | "playbook" | "json" | "yaml" | "diagram" | "bundle";
        };
        ResolvedSevenD: {
            values: components["schemas"]["SevenD"];
            defaulted: ("scale" | "urgency" | "complexity" | "resources" | "application")[];
        };
        CompletedSevenD: {
            values: components["schemas"]["SevenD"];
            defaulted: ("scale" | "urgency" | "complexity" | "resources" | "application")[];
            weights: components["schemas"]["ScoreWeights"];
            thresholds: components["schemas"]["GateThresholds"];
        };
        /** Those that are left out are those of the module, or of the domain. */
        SevenDChoice: {
            domain?: "saas" | "fintech" | "ecommerce" | "consulting" | "education" | "healthcare" | "legal" | "marketing" | "media" | "real_estate" | "hr" | "ngo" | "government" | "web3" | "aiml" | "cybersecurity" | "manufacturing" | "logistics" | "travel" | "gaming" | "fashion" | "beauty" | "spiritual" | "architecture" | "agriculture" | "generic";
            scale?: "personal_brand" | "solo" | "startup" | "boutique_agency" | "smb" | "corporate" | "enterprise";
            urgency?: "low" | "planned" | "sprint" | "pilot" | "crisis";
            complexity?: "foundational" | "standard" | "advanced" | "expert";
            resources?: "minimal" | "solo" | "lean_team" | "agency_stack" | "full_stack_org" | "enterprise_budget";
            application?: "training" | "audit" | "implementation" | "strategy_design" | "crisis_response" | "experimentation" | "documentation";
            output_format?: "txt" | "md" | "checklist" | "spec" | "playbook" | "json" | "yaml" | "diagram" | "bundle";
        };
        /** Those that are left out are those of the domain. */
        SevenDInput: {
            domain: "saas" | "fintech" | "ecommerce" | "consulting" | "education" | "healthcare" | "legal" | "marketing" | "media" | "real_estate" | "hr" | "ngo" | "government" | "web3" | "aiml" | "cybersecurity" | "manufacturing" | "logistics" | "travel" | "gaming" | "fashion" | "beauty" | "spiritual" | "architecture" | "agriculture" | "generic";
            scale?: "personal_brand" | "solo" | "startup" | "boutique_agency" | "smb" | "corporate" | "enterprise";
            urgency?: "low" | "planned" | "sprint" | "pilot" | "crisis";
            complexity?: "foundational" | "standard" | "advanced" | "expert";
            resources?: "minimal" | "solo" | "lean_team" | "agency_stack" | "full_stack_org" | "enterprise_budget";
            application?: "training" | "audit" | "implementation" | "strategy_design" | "crisis_response" | "experimentation" | "documentation";
            output_format: "txt" | "md" | "checklist" | "spec" | "playbook" | "json" | "yaml" | "diagram" | "bundle";
        };
        SevenDDescription: {
            /** Another one whenever anything of the ruleset is another. */
            signature: string;
            /** Values by parameter, in the order in which they are shown. */
            ruleset: {
                domain: {
                    [key: string]: {
                        /** How it is written in a prompt. */
                        name: string;
                        meaning: string;
                        /** Other words for it, which are taken in its place. */
                        aliases: string[];
                        role: string;
                        defaults: {
                            [key: string]: string;
                        };
                        thresholds?: {
                            composite?: number;
                            clarity?: number | null;
                            execution?: number | null;
                            ambiguity?: number | null;
                            business_fit?: number | null;
                        };
                        weights?: components["schemas"]["ScoreWeights"];
                    };
                };
                scale: {
                    [key: string]: {
                        /** How it is written in a prompt. */
                        name: string;
                        meaning: string;
                        /** Other words for it, which are taken in its place. */
                        aliases: string[];
                    };
                };
                urgency: {
                    [key: string]: {
                        /** How it is written in a prompt. */
                        name: string;
                        meaning: string;
                        /** Other words for it, which are taken in its place. */
                        aliases: string[];
                    };
                };
                complexity: {
                    [key: string]: {
                        /** How it is written in a prompt. */
                        name: string;
                        meaning: string;
                        /** Other words for it, which are taken in its place. */
                        aliases: string[];
                        level: string;
                    };
                };
                resources: {
                    [key: string]: {
                        /** How it is written in a prompt. */
                        name: string;
                        meaning: string;
                        /** Other words for it, which are taken in its place. */
                        aliases: string[];
                    };
                };
                application: {
                    [key: string]: {
                        /** How it is written in a prompt. */
                        name: string;
                        meaning: string;
                        /** Other words for it, which are taken in its place. */
                        aliases: string[];
                        process: string[];
                    };
                };
                output_format: {
                    [key: string]: {
                        /** How it is written in a prompt. */
                        name: string;
                        meaning: string;
                        /** Other words for it, which are taken in its place. */
                        aliases: string[];
                        specification: string[];
                    };
                };
            };
        };
        /** What the run may use at most. What is null or left out is as the server has it. */
        RunBudget: {
            calls?: number | null;
            tokens?: number | null;
            costMicros?: number | null;
            timeMs?: number | null;
        };
        ModuleChoice: {
            id: string;
            /** Default: the latest active one. */
            version?: string;
        };
        ModuleUse: {
            id: string;
            /** Default: the latest active one. */
            version?: string;
            /** By name. */
            inputs?: {
                [key: string]: unknown;
            };
        };
        PromptTestCase: {
            name: string;
            inputs?: {
                [key: string]: string;
            };
            message?: string;
            assertions: ({
                type: "contains" | "equals";
                value: string;
                ignoreCase?: boolean;
                not?: boolean;
            } | {
                type: "regex";
                /** RE2 */
                pattern: string;
                /** Any of i, m and s. */
                flags?: string;
                not?: boolean;
            } | {
                type: "json_schema";
                schema: {
                    [key: string]: unknown;
                };
            } | {
                type: "similarity";
                to: string;
                atLeast: number;
            } | {
                type: "rubric";
                criterion: string;
                atLeast: number;
                samples?: number;
            })[];
        };
        OptimizeRequest: {
            /** 10 to 10,000 characters; or a module in its place. */
            prompt?: string;
            module?: components["schemas"]["ModuleUse"];
            sevenD?: components["schemas"]["SevenDChoice"];
            budget?: components["schemas"]["RunBudget"];
            /** True asks every question anew, whatever the cache holds. */
            refresh?: boolean;
        };
        ScoreRequest: {
            /** 10 to 10,000 characters; or a module in its place. */
            prompt?: string;
            module?: components["schemas"]["ModuleUse"];
            sevenD?: components["schemas"]["SevenDChoice"];
            budget?: components["schemas"]["RunBudget"];
            /** True asks every question anew, whatever the cache holds. */
            refresh?: boolean;
        };
        CompareRequest: {
            /** 10 to 10,000 characters. */
            first: string;
            /** 10 to 10,000 characters. */
            second: string;
            sevenD: components["schemas"]["SevenDInput"];
            budget?: components["schemas"]["RunBudget"];
            /** True asks every question anew, whatever the cache holds. */
            refresh?: boolean;
        };
        TestRequest: {
            /** 10 to 10,000 characters; or a module in its place. */
            prompt?: string;
            module?: components["schemas"]["ModuleChoice"];
            /** Required with a prompt; with a module, in place of its own tests. */
            cases?: components["schemas"]["PromptTestCase"][];
            concurrency?: number;
            sevenD?: components["schemas"]["SevenDChoice"];
            budget?: components["schemas"]["RunBudget"];
        };
        RunPlan: {
            operation: "optimize" | "score" | "compare" | "test";
            planId: string;
            engine: "model" | "rules";
            model: string | null;
            sevenD: components["schemas"]["ResolvedSevenD"];
            /** What would be held. */
            worstCase: {
                calls: number;
                tokens: number;
                /** Micro-dollars; null when the price is not known. */
                costMicros: number | null;
                timeMs: number;
            };
            /** The smallest budget with which there is an answer. */
            leastCase: {
                calls: number;
                tokens: number;
                /** Micro-dollars; null when the price is not known. */
                costMicros: number | null;
            };
            /** The smallest budget with which `optimize` takes its first step. */
            firstStep: {
                calls: number;
                tokens: number;
                /** Micro-dollars; null when the price is not known. */
                costMicros: number | null;
            } | null;
            fits: boolean;
            quota: components["schemas"]["QuotaStatus"][];
        };
        PlanRequest: {
            /** 10 to 10,000 characters; or a module in its place. */
            prompt?: string;
            module?: components["schemas"]["ModuleUse"];
            sevenD?: components["schemas"]["SevenDChoice"];
            budget?: components["schemas"]["RunBudget"];
            /** True asks every question anew, whatever the cache holds. */
            refresh?: boolean;
            operation: "optimize";
        } | {
            /** 10 to 10,000 characters; or a module in its place. */
            prompt?: string;
            module?: components["schemas"]["ModuleUse"];
            sevenD?: components["schemas"]["SevenDChoice"];
            budget?: components["schemas"]["RunBudget"];
            /** True asks every question anew, whatever the cache holds. */
            refresh?: boolean;
            operation: "score";
        } | {
            /** 10 to 10,000 characters. */
            first: string;
            /** 10 to 10,000 characters. */
            second: string;
            sevenD: components["schemas"]["SevenDInput"];
            budget?: components["schemas"]["RunBudget"];
            /** True asks every question anew, whatever the cache holds. */
            refresh?: boolean;
            operation: "compare";
        } | {
            /** 10 to 10,000 characters; or a module in its place. */
            prompt?: string;
            module?: components["schemas"]["ModuleChoice"];
            /** Required with a prompt; with a module, in place of its own tests. */
            cases?: components["schemas"]["PromptTestCase"][];
            concurrency?: number;
            sevenD?: components["schemas"]["SevenDChoice"];
            budget?: components["schemas"]["RunBudget"];
            operation: "test";
        };
        PromptIssue: {
            code: string;
            category: "structure" | "injection" | "content" | "markup" | "url" | "secret" | "personal_data" | "encoding" | "quality" | "host";
            severity: "info" | "low" | "medium" | "high";
            path: (string | number)[];
            /** UTF-16 offsets. */
            span: {
                start: number;
                end: number;
            } | null;
            message: string;
            fix: string;
            confidence: number;
            action: "allow" | "flag" | "redact" | "block";
        };
        PromptVerdict: {
            ok: boolean;
            action: "allow" | "flag" | "redact" | "block";
            issues: components["schemas"]["PromptIssue"][];
            sanitized: {
                prompt: string | null;
                sevenD: components["schemas"]["ResolvedSevenD"] | null;
                /** As the schema of the policy gave them back. */
                inputs: unknown;
            };
            /** How much it looks like an attack; no probability. */
            risk: number;
            quality: {
                capitals: number;
                uniqueWords: number;
                whiteSpace: number;
                repetition: number;
            } | null;
        };
        PromptInput: {
            prompt: string;
            sevenD?: components["schemas"]["SevenDInput"];
            /** By the schema of the policy. */
            inputs?: {
                [key: string]: unknown;
            };
        } | {
            prompt?: string;
            sevenD: components["schemas"]["SevenDInput"];
            /** By the schema of the policy. */
            inputs?: {
                [key: string]: unknown;
            };
        } | {
            prompt?: string;
            sevenD?: components["schemas"]["SevenDInput"];
            /** By the schema of the policy. */
            inputs: {
                [key: string]: unknown;
            };
        };
        BundleManifest: {
            format: "promptforge.bundle/1";
            bundleId: string;
            runId: string;
            operation: "optimize" | "score";
            engine: "model" | "rules";
            model: string | null;
            rubric: string | null;
            /** The plan the run was made under. */
            plan: string;
            sevenD: components["schemas"]["ResolvedSevenD"];
            module: {
                id: string;
                version: string;
            } | null;
            score: components["schemas"]["Score"];
            gate: components["schemas"]["Gate"];
            /** What was taken out. */
            redactions: {
                kind: string;
                count: number;
            }[];
            /** Where in the bundle the notice on rights lies. */
            license: string;
            files: {
                path: string;
                mediaType: string;
                bytes: number;
                /** SHA-256 in lower-case hexadecimal. */
                sha256: string;
            }[];
            /** SHA-256 of the canonical JSON (RFC 8785) of all of the above. */
            digest: string;
        };
        Bundle: {
            id: string;
            runId: string;
            /** Epoch milliseconds. */
            createdAt: number;
            /** What it can be downloaded by. */
            formats: ("txt" | "md" | "json")[];
            manifest: components["schemas"]["BundleManifest"];
        };
        BundlePage: {
            items: components["schemas"]["Bundle"][];
            /** Give it back as `after`; null on the last page. */
            next: string | null;
        };
        ExportRequest: {
            runId: string;
            /** Default: all that the plan allows. */
            formats?: ("txt" | "md" | "json")[];
            /** Whether to put stand-ins in the place of personal data and secrets. Default: false. */
            redact?: boolean;
        };
        Organization: {
            orgId: string;
            name: string | null;
            version: number;
            /** Whether it is that of one user alone. */
            personal: boolean;
        };
        Membership: {
            orgId: string;
            name: string;
            role: "owner" | "admin" | "member" | "viewer";
            /** Epoch milliseconds. */
            joinedAt: number;
        };
        Member: {
            userId: string;
            role: "owner" | "admin" | "member" | "viewer";
            /** Epoch milliseconds. */
            joinedAt: number;
        };
        MemberPage: {
            items: components["schemas"]["Member"][];
            /** Give it back as `after`; null on the last page. */
            next: string | null;
        };
        FoundMemberPage: {
            items: {
                userId: string;
                role: "owner" | "admin" | "member" | "viewer";
                /** Epoch milliseconds. */
                joinedAt: number;
                displayName: string | null;
                /** Null, too, when the person does not show it. */
                email: string | null;
            }[];
            /** Give it back as `after`; null on the last page. */
            next: string | null;
        };
        Invitation: {
            id: string;
            orgId: string;
            email: string;
            role: "owner" | "admin" | "member" | "viewer";
            invitedBy: string;
            /** Epoch milliseconds. */
            createdAt: number;
            /** Epoch milliseconds. */
            expiresAt: number;
            acceptedAt: number | null;
            acceptedBy: string | null;
            revokedAt: number | null;
        };
        InvitationPage: {
            items: components["schemas"]["Invitation"][];
            /** Give it back as `after`; null on the last page. */
            next: string | null;
        };
        InvitationAnswer: {
            invitation: components["schemas"]["Invitation"];
            /** Shown this once; null where the server sends it itself. */
            secret: string | null;
        };
        AcceptedInvitation: {
            orgId: string;
            member: components["schemas"]["Member"];
        };
        CreateOrganizationRequest: {
            name: string;
        };
        RenameOrganizationRequest: {
            name: string;
            expectedVersion?: number;
        };
        InviteRequest: {
            email: string;
            /**
             * At most what the caller is.
             * @enum {string}
             */
            role: "owner" | "admin" | "member" | "viewer";
            /** Default: a week. */
            expiresInSeconds?: number;
        };
        AcceptInvitationRequest: {
            invitation: string;
        };
        ChangeRoleRequest: {
            role: "owner" | "admin" | "member" | "viewer";
        };
        TransferOwnershipRequest: {
            userId: string;
        };
        Me: {
            userId: string;
            orgId: string;
            role: "owner" | "admin" | "member" | "viewer";
            sessionId: string;
            /** Null for people. */
            apiKeyId: string | null;
            permissions: string[];
            /** Null for who may not see it. */
            plan: {
                id: string;
                title: string;
                features: {
                    [key: string]: boolean;
                };
            } | null;
        };
        UserStatistics: {
            runs: {
                succeeded: number;
                failed: number;
                canceled: number;
                abandoned: number;
            };
            passed: number;
            improved: number;
            meanScore: {
                original: number;
                optimized: number;
            } | null;
            tokens: number;
            /** Micro-dollars of the runs whose cost is known. */
            costMicros: number;
            runsOfUnknownCost: number;
            modules: {
                moduleId: string;
                runs: number;
            }[];
            range: {
                from: number;
                to: number;
            };
            successRate: number | null;
            favouriteDomains: {
                domain: string;
                runs: number;
            }[];
            activeDays: number;
            /** `2026-11-23`, UTC. */
            firstRunDay: string | null;
            /** `2026-11-23`, UTC. */
            lastRunDay: string | null;
        };
        ActivityPage: {
            items: {
                runId: string;
                status: "reserved" | "succeeded" | "failed" | "canceled" | "abandoned";
                /** Epoch milliseconds. */
                startedAt: number;
                endedAt: number | null;
                engine: "model" | "rules";
                model: string | null;
                domain: string | null;
                score: {
                    original: number;
                    optimized: number;
                } | null;
                errorCode: string | null;
                tokens: number;
                /** Micro-dollars; null when a price is not known. */
                costMicros: number | null;
            }[];
            /** Give it back as `after`; null on the last page. */
            next: string | null;
        };
        PersonalData: {
            parts: {
                section: "profile" | "credentials" | "memberships" | "sessions" | "invitations" | "apiKeys" | "runs" | "events" | "dailySums" | "parameterSets" | "savedPrompts" | "promptVersions" | "bundles" | "quotaWindows" | "subscriptions";
                /** Null for what belongs to the person. */
                orgId: string | null;
                items: {
                    [key: string]: unknown;
                }[];
            }[];
        };
        ErasureRequest: {
            /** The `userId` of GET /me. */
            confirmUserId: string;
        };
        /** How many records were cleared of the user, or deleted. */
        ErasureReport: {
            organizations: number;
            orgIds: string[];
            runs: number;
            events: number;
            dailySums: number;
            sessions: number;
            apiKeys: number;
            library: number;
            savedPrompts: number;
            cacheEntries: number;
            invitations: number;
            memberships: number;
            profile: boolean;
            credentials: boolean;
        };
        Profile: {
            userId: string;
            /** How often it was saved. */
            version: number;
            email: string | null;
            displayName: string | null;
            locale: string | null;
            timeZone: string | null;
            avatarUrl: string | null;
            preferences: {
                [key: string]: unknown;
            };
            privacy: {
                showEmailToOrganization: boolean;
                shareUsageWithOrganization: boolean;
                allowPromptRetention: boolean;
            };
            notifications: {
                [key: string]: boolean;
            };
            /** Fields of the host. */
            extra: {
                [key: string]: unknown;
            };
        };
        /** What is left out stays as it is. */
        ProfileChanges: {
            /** Null clears it, as all here. */
            displayName?: string | null;
            /** For contact: nobody signs in by it. */
            email?: string | null;
            /** A BCP 47 language tag. */
            locale?: string | null;
            /** A name of the IANA time zone database. */
            timeZone?: string | null;
            /** An https address. */
            avatarUrl?: string | null;
            /** Merged key by key; null removes one. */
            preferences?: {
                [key: string]: unknown;
            };
            privacy?: {
                showEmailToOrganization?: boolean;
                shareUsageWithOrganization?: boolean;
                allowPromptRetention?: boolean;
            };
            notifications?: {
                [key: string]: boolean;
            };
            /** Fields of the host, merged in the same way. */
            extra?: {
                [key: string]: unknown;
            };
            /** The version the changes are for. Default: any. */
            expectedVersion?: number;
        };
        PublishedModule: {
            id: string;
            /** A semantic version. */
            version: string;
            title: string;
            summary: string;
            status: "draft" | "active" | "deprecated";
            /** The least plan that may use it; null when every plan may. */
            minimumPlanId: string | null;
        };
        ModuleVersion: {
            id: string;
            /** A semantic version. */
            version: string;
            title: string;
            summary: string;
            status: "draft" | "active" | "deprecated";
            /** The least plan that may use it; null when every plan may. */
            minimumPlanId: string | null;
            origin: "organization" | "platform" | "host" | "starter";
            /** True when the plan of the caller may not use it. */
            locked: boolean;
            /** The least plan of the catalogue that may use it, where it is locked. */
            planNeeded: string | null;
        };
        ModuleVersions: {
            versions: components["schemas"]["ModuleVersion"][];
        };
        ModuleSummary: {
            id: string;
            /** A semantic version. */
            version: string;
            title: string;
            summary: string;
            status: "draft" | "active" | "deprecated";
            /** The least plan that may use it; null when every plan may. */
            minimumPlanId: string | null;
            origin: "organization" | "platform" | "host" | "starter";
            /** True when the plan of the caller may not use it. */
            locked: boolean;
            /** The least plan of the catalogue that may use it, where it is locked. */
            planNeeded: string | null;
            category: string;
        };
        ModulePage: {
            items: components["schemas"]["ModuleSummary"][];
            /** Give it back as `after`; null on the last page. */
            next: string | null;
        };
        Module: {
            id: string;
            /** A semantic version. */
            version: string;
            title: string;
            summary: string;
            status: "draft" | "active" | "deprecated";
            /** The least plan that may use it; null when every plan may. */
            minimumPlanId: string | null;
            origin: "organization" | "platform" | "host" | "starter";
            /** True when the plan of the caller may not use it. */
            locked: boolean;
            /** The least plan of the catalogue that may use it, where it is locked. */
            planNeeded: string | null;
            category: string;
            /** Null while the module is locked. */
            recipe: {
                [key: string]: unknown;
            } | null;
        };
        RenderedModule: {
            id: string;
            version: string;
            status: "draft" | "active" | "deprecated";
            prompt: string;
            sevenD: components["schemas"]["ResolvedSevenD"];
        };
        PublishModuleRequest: {
            /** A definition, with its recipe. */
            module: {
                [key: string]: unknown;
            };
        };
        ModuleStatusRequest: {
            status: "draft" | "active" | "deprecated";
        };
        RenderModuleRequest: {
            /** Default: the latest active one. */
            version?: string;
            /** By name. */
            inputs: {
                [key: string]: unknown;
            };
            sevenD?: components["schemas"]["SevenDChoice"];
        };
        PromptTestReport: {
            passed: number;
            failed: number;
            cases: {
                name: string;
                passed: boolean;
                output: string | null;
                latencyMs: number;
                failure: {
                    code: string;
                    message: string;
                } | null;
                assertions: {
                    type: "contains" | "equals" | "regex" | "json_schema" | "similarity" | "rubric";
                    passed: boolean;
                    score: number | null;
                    detail: string;
                }[];
            }[];
        };
        /** What model calls have used up. */
        Usage: {
            inputTokens: number;
            outputTokens: number;
            cachedInputTokens: number;
            cacheWriteInputTokens: number;
            reasoningTokens: number;
            modelCalls: number;
            /** Micro-dollars; null when a price is not known. */
            costMicros: number | null;
            estimated: boolean;
        };
        /** The version of the module that made the prompt. */
        ModuleReference: {
            id: string;
            version: string;
        };
        OptimizeResult: {
            runId: string;
            /** True for the answer of an earlier request with the same Idempotency-Key. */
            replayed: boolean;
            planId: string;
            engine: "model" | "rules";
            model: string | null;
            sevenD: components["schemas"]["ResolvedSevenD"];
            module?: components["schemas"]["ModuleReference"];
            usage: components["schemas"]["Usage"];
            /** Calls, tokens, and micro-dollars. */
            charge: {
                calls: number;
                tokens: number;
                cost: number;
            };
            quota: components["schemas"]["QuotaStatus"][];
            original: {
                prompt: string;
                score: components["schemas"]["Score"];
                sampling: components["schemas"]["Sampling"];
            };
            optimized: {
                prompt: string;
                score: components["schemas"]["Score"];
                sampling: components["schemas"]["Sampling"];
            };
            improved: boolean;
            gate: components["schemas"]["Gate"];
            changes: string[];
            stopReason: "gate_passed" | "nothing_to_add" | "steps_exhausted" | "no_improvement" | "candidates_rejected" | "confirmations_exhausted" | "calls_exhausted" | "tokens_exhausted" | "cost_exhausted" | "time_exhausted" | "model_failed";
        };
        ScoreResult: {
            runId: string;
            /** True for the answer of an earlier request with the same Idempotency-Key. */
            replayed: boolean;
            planId: string;
            engine: "model" | "rules";
            model: string | null;
            sevenD: components["schemas"]["ResolvedSevenD"];
            module?: components["schemas"]["ModuleReference"];
            usage: components["schemas"]["Usage"];
            /** Calls, tokens, and micro-dollars. */
            charge: {
                calls: number;
                tokens: number;
                cost: number;
            };
            quota: components["schemas"]["QuotaStatus"][];
            prompt: string;
            score: components["schemas"]["Score"];
            sampling: components["schemas"]["Sampling"];
            gate: components["schemas"]["Gate"];
            weaknesses: components["schemas"]["Weakness"][];
        };
        CompareResult: {
            runId: string;
            /** True for the answer of an earlier request with the same Idempotency-Key. */
            replayed: boolean;
            planId: string;
            engine: "model" | "rules";
            model: string | null;
            sevenD: components["schemas"]["ResolvedSevenD"];
            module?: components["schemas"]["ModuleReference"];
            usage: components["schemas"]["Usage"];
            /** Calls, tokens, and micro-dollars. */
            charge: {
                calls: number;
                tokens: number;
                cost: number;
            };
            quota: components["schemas"]["QuotaStatus"][];
            preferred: "first" | "second" | "tie";
            verdicts: [
                "first" | "second" | "tie",
                "first" | "second" | "tie"
            ];
            reasons: [
                string,
                string
            ];
        };
        TestResult: {
            runId: string;
            /** True for the answer of an earlier request with the same Idempotency-Key. */
            replayed: boolean;
            planId: string;
            engine: "model" | "rules";
            model: string | null;
            sevenD: components["schemas"]["ResolvedSevenD"];
            module?: components["schemas"]["ModuleReference"];
            usage: components["schemas"]["Usage"];
            /** Calls, tokens, and micro-dollars. */
            charge: {
                calls: number;
                tokens: number;
                cost: number;
            };
            quota: components["schemas"]["QuotaStatus"][];
            passed: number;
            failed: number;
            cases: {
                name: string;
                passed: boolean;
                output: string | null;
                latencyMs: number;
                failure: {
                    code: string;
                    message: string;
                } | null;
                assertions: {
                    type: "contains" | "equals" | "regex" | "json_schema" | "similarity" | "rubric";
                    passed: boolean;
                    score: number | null;
                    detail: string;
                }[];
            }[];
        };
        Run: {
            id: string;
            orgId: string;
            userId: string;
            status: "reserved" | "succeeded" | "failed" | "canceled" | "abandoned";
            planId: string;
            engine: "model" | "rules";
            model: string | null;
            idempotencyKey: string | null;
            /** Epoch milliseconds. */
            createdAt: number;
            leaseExpiresAt: number;
            endedAt: number | null;
            /** Null once personal data was erased. */
            input: {
                prompt: string;
                sevenD: components["schemas"]["ResolvedSevenD"];
                other?: string;
                module?: components["schemas"]["ModuleReference"];
            } | null;
            error: {
                code: string;
                message: string;
            } | null;
            usage: components["schemas"]["Usage"];
            /** Calls, tokens, and micro-dollars. */
            charge: {
                calls: number;
                tokens: number;
                cost: number;
            };
            operation: "optimize";
            result: {
                original: {
                    prompt: string;
                    score: components["schemas"]["Score"];
                    sampling: components["schemas"]["Sampling"];
                };
                optimized: {
                    prompt: string;
                    score: components["schemas"]["Score"];
                    sampling: components["schemas"]["Sampling"];
                };
                improved: boolean;
                gate: components["schemas"]["Gate"];
                changes: string[];
                stopReason: "gate_passed" | "nothing_to_add" | "steps_exhausted" | "no_improvement" | "candidates_rejected" | "confirmations_exhausted" | "calls_exhausted" | "tokens_exhausted" | "cost_exhausted" | "time_exhausted" | "model_failed";
            } | null;
        } | {
            id: string;
            orgId: string;
            userId: string;
            status: "reserved" | "succeeded" | "failed" | "canceled" | "abandoned";
            planId: string;
            engine: "model" | "rules";
            model: string | null;
            idempotencyKey: string | null;
            /** Epoch milliseconds. */
            createdAt: number;
            leaseExpiresAt: number;
            endedAt: number | null;
            /** Null once personal data was erased. */
            input: {
                prompt: string;
                sevenD: components["schemas"]["ResolvedSevenD"];
                other?: string;
                module?: components["schemas"]["ModuleReference"];
            } | null;
            error: {
                code: string;
                message: string;
            } | null;
            usage: components["schemas"]["Usage"];
            /** Calls, tokens, and micro-dollars. */
            charge: {
                calls: number;
                tokens: number;
                cost: number;
            };
            operation: "score";
            result: {
                prompt: string;
                score: components["schemas"]["Score"];
                sampling: components["schemas"]["Sampling"];
                gate: components["schemas"]["Gate"];
                weaknesses: components["schemas"]["Weakness"][];
            } | null;
        } | {
            id: string;
            orgId: string;
            userId: string;
            status: "reserved" | "succeeded" | "failed" | "canceled" | "abandoned";
            planId: string;
            engine: "model" | "rules";
            model: string | null;
            idempotencyKey: string | null;
            /** Epoch milliseconds. */
            createdAt: number;
            leaseExpiresAt: number;
            endedAt: number | null;
            /** Null once personal data was erased. */
            input: {
                prompt: string;
                sevenD: components["schemas"]["ResolvedSevenD"];
                other?: string;
                module?: components["schemas"]["ModuleReference"];
            } | null;
            error: {
                code: string;
                message: string;
            } | null;
            usage: components["schemas"]["Usage"];
            /** Calls, tokens, and micro-dollars. */
            charge: {
                calls: number;
                tokens: number;
                cost: number;
            };
            operation: "compare";
            result: {
                preferred: "first" | "second" | "tie";
                verdicts: [
                    "first" | "second" | "tie",
                    "first" | "second" | "tie"
                ];
                reasons: [
                    string,
                    string
                ];
            } | null;
        } | {
            id: string;
            orgId: string;
            userId: string;
            status: "reserved" | "succeeded" | "failed" | "canceled" | "abandoned";
            planId: string;
            engine: "model" | "rules";
            model: string | null;
            idempotencyKey: string | null;
            /** Epoch milliseconds. */
            createdAt: number;
            leaseExpiresAt: number;
            endedAt: number | null;
            /** Null once personal data was erased. */
            input: {
                prompt: string;
                sevenD: components["schemas"]["ResolvedSevenD"];
                other?: string;
                module?: components["schemas"]["ModuleReference"];
            } | null;
            error: {
                code: string;
                message: string;
            } | null;
            usage: components["schemas"]["Usage"];
            /** Calls, tokens, and micro-dollars. */
            charge: {
                calls: number;
                tokens: number;
                cost: number;
            };
            operation: "test";
            result: components["schemas"]["PromptTestReport"] | null;
        };
        RunPage: {
            runs: components["schemas"]["Run"][];
            next: string | null;
        };
        RunEvent: {
            runId: string;
            orgId: string;
            userId: string;
            sequence: number;
            type: string;
            /** Epoch milliseconds. */
            at: number;
            /** Numbers and literals alone: no text of a user or a model. */
            data: {
                [key: string]: unknown;
            };
        };
        /** Some of the seven parameters. */
        SomeOfSevenD: {
            domain?: "saas" | "fintech" | "ecommerce" | "consulting" | "education" | "healthcare" | "legal" | "marketing" | "media" | "real_estate" | "hr" | "ngo" | "government" | "web3" | "aiml" | "cybersecurity" | "manufacturing" | "logistics" | "travel" | "gaming" | "fashion" | "beauty" | "spiritual" | "architecture" | "agriculture" | "generic";
            scale?: "personal_brand" | "solo" | "startup" | "boutique_agency" | "smb" | "corporate" | "enterprise";
            urgency?: "low" | "planned" | "sprint" | "pilot" | "crisis";
            complexity?: "foundational" | "standard" | "advanced" | "expert";
            resources?: "minimal" | "solo" | "lean_team" | "agency_stack" | "full_stack_org" | "enterprise_budget";
            application?: "training" | "audit" | "implementation" | "strategy_design" | "crisis_response" | "experimentation" | "documentation";
            output_format?: "txt" | "md" | "checklist" | "spec" | "playbook" | "json" | "yaml" | "diagram" | "bundle";
        };
        /** Some of the seven, at least one. */
        SomeOfSevenDInput: {
            domain?: "saas" | "fintech" | "ecommerce" | "consulting" | "education" | "healthcare" | "legal" | "marketing" | "media" | "real_estate" | "hr" | "ngo" | "government" | "web3" | "aiml" | "cybersecurity" | "manufacturing" | "logistics" | "travel" | "gaming" | "fashion" | "beauty" | "spiritual" | "architecture" | "agriculture" | "generic";
            scale?: "personal_brand" | "solo" | "startup" | "boutique_agency" | "smb" | "corporate" | "enterprise";
            urgency?: "low" | "planned" | "sprint" | "pilot" | "crisis";
            complexity?: "foundational" | "standard" | "advanced" | "expert";
            resources?: "minimal" | "solo" | "lean_team" | "agency_stack" | "full_stack_org" | "enterprise_budget";
            application?: "training" | "audit" | "implementation" | "strategy_design" | "crisis_response" | "experimentation" | "documentation";
            output_format?: "txt" | "md" | "checklist" | "spec" | "playbook" | "json" | "yaml" | "diagram" | "bundle";
        };
        ParameterSet: {
            id: string;
            name: string;
            /** Null once that person was erased. */
            ownerId: string | null;
            shared: boolean;
            values: components["schemas"]["SomeOfSevenD"];
            /** Counts its changes. Give it back as `expectedVersion`. */
            version: number;
            /** Whether the caller may change and remove it. */
            mayChange: boolean;
        };
        ParameterSetPage: {
            items: components["schemas"]["ParameterSet"][];
            /** Give it back as `after`; null on the last page. */
            next: string | null;
        };
        CreateParameterSetRequest: {
            /** At most 100 characters. */
            name: string;
            values: components["schemas"]["SomeOfSevenDInput"];
            shared?: boolean;
        };
        UpdateParameterSetRequest: {
            /** At most 100 characters. */
            name: string;
            values: components["schemas"]["SomeOfSevenDInput"];
            shared: boolean;
            /** The version that was read. */
            expectedVersion: number;
        };
        CompareParameterSetsRequest: {
            first: string;
            second: string;
        };
        ParameterSetComparison: {
            equal: boolean;
            parameters: {
                parameter: "domain" | "scale" | "urgency" | "complexity" | "resources" | "application" | "output_format";
                /** Null where the set leaves it open. */
                first: string | null;
                second: string | null;
                equal: boolean;
            }[];
        };
        ResolvedParameters: {
            values: components["schemas"]["SevenD"];
            sources: {
                domain: "override" | "set" | "default";
                scale: "override" | "set" | "default";
                urgency: "override" | "set" | "default";
                complexity: "override" | "set" | "default";
                resources: "override" | "set" | "default";
                application: "override" | "set" | "default";
                output_format: "override" | "set" | "default";
            };
        };
        /** One version of a saved prompt. */
        PromptVersionReference: {
            promptId: string;
            number: number;
        };
        SavedPrompt: {
            id: string;
            title: string;
            /** Null once that person was erased. */
            ownerId: string | null;
            /** Whether everybody in the organization may read it. */
            shared: boolean;
            tags: string[];
            latestVersion: number;
            forkedFrom: components["schemas"]["PromptVersionReference"] | null;
            /** Epoch milliseconds. */
            createdAt: number;
            /** Epoch milliseconds. */
            updatedAt: number;
            /** How often title, tags or sharing have changed. */
            revision: number;
        };
        PromptVersion: {
            promptId: string;
            number: number;
            /** The version it came from; null for a first one. */
            parent: components["schemas"]["PromptVersionReference"] | null;
            sevenD: components["schemas"]["ResolvedSevenD"] | null;
            /** The run that made the text; null when somebody wrote it. */
            runId: string | null;
            /** What that run scored it with. */
            score: {
                clarity: number;
                execution: number;
                /** Lower is better. */
                ambiguity: number;
                business_fit: number;
                composite: number;
                gate: "pass" | "fail" | "uncertain";
            } | null;
            /** Null once that person was erased. */
            authorId: string | null;
            note: string | null;
            /** Number of the older version whose text it has again. */
            restoredFrom: number | null;
            /** Epoch milliseconds. */
            createdAt: number;
            text: string;
        };
        PromptVersionPage: {
            items: {
                promptId: string;
                number: number;
                /** The version it came from; null for a first one. */
                parent: components["schemas"]["PromptVersionReference"] | null;
                sevenD: components["schemas"]["ResolvedSevenD"] | null;
                /** The run that made the text; null when somebody wrote it. */
                runId: string | null;
                /** What that run scored it with. */
                score: {
                    clarity: number;
                    execution: number;
                    /** Lower is better. */
                    ambiguity: number;
                    business_fit: number;
                    composite: number;
                    gate: "pass" | "fail" | "uncertain";
                } | null;
                /** Null once that person was erased. */
                authorId: string | null;
                note: string | null;
                /** Number of the older version whose text it has again. */
                restoredFrom: number | null;
                /** Epoch milliseconds. */
                createdAt: number;
            }[];
            /** Give it back as `after`; null on the last page. */
            next: string | null;
        };
        SavedPromptPage: {
            items: components["schemas"]["SavedPrompt"][];
            /** Give it back as `after`; null on the last page. */
            next: string | null;
        };
        SavedPromptWithVersion: {
            prompt: components["schemas"]["SavedPrompt"];
            version: components["schemas"]["PromptVersion"];
        };
        PromptVersionDiff: {
            from: components["schemas"]["PromptVersionReference"];
            to: components["schemas"]["PromptVersionReference"];
            /** Without the inserted parts they are the one text, without the deleted ones the other. */
            parts: {
                type: "equal" | "insert" | "delete";
                text: string;
            }[];
            /** Words. */
            inserted: number;
            /** Words. */
            deleted: number;
        };
        CreatePromptRequest: {
            /** 1 to 120 characters. */
            title: string;
            /** Up to 20 of 1 to 40 characters each, kept in lower case. */
            tags?: string[];
            shared?: boolean;
            /** Up to 500 characters. */
            note?: string | null;
            /** 1 to 10,000 characters once it is cleaned. */
            text: string;
        } | {
            /** 1 to 120 characters. */
            title: string;
            /** Up to 20 of 1 to 40 characters each, kept in lower case. */
            tags?: string[];
            shared?: boolean;
            /** Up to 500 characters. */
            note?: string | null;
            /** A run of the caller: its prompt, 7D parameters and score are taken over. */
            runId: string;
        };
        AddVersionRequest: {
            /** Default: the latest. */
            parent?: number;
            /** Up to 500 characters. */
            note?: string | null;
            /** Refused when another version is the latest by now. */
            expectedVersion?: number;
            /** 1 to 10,000 characters once it is cleaned. */
            text: string;
        } | {
            /** Default: the latest. */
            parent?: number;
            /** Up to 500 characters. */
            note?: string | null;
            /** Refused when another version is the latest by now. */
            expectedVersion?: number;
            /** A run of the caller: its prompt, 7D parameters and score are taken over. */
            runId: string;
        };
        RestoreVersionRequest: {
            number: number;
            /** Up to 500 characters. */
            note?: string | null;
            /** Refused when another version is the latest by now. */
            expectedVersion?: number;
        };
        ForkPromptRequest: {
            /** Default: the latest. */
            number?: number;
            /** 1 to 120 characters. */
            title?: string;
            /** Up to 20 of 1 to 40 characters each, kept in lower case. */
            tags?: string[];
            shared?: boolean;
        };
        UpdatePromptRequest: {
            /** 1 to 120 characters. */
            title?: string;
            /** Up to 20 of 1 to 40 characters each, kept in lower case. */
            tags?: string[];
            shared?: boolean;
            /** Refused when it has another revision by now. */
            expectedRevision?: number;
        };
        SubscriptionStanding: {
            /**
             * `none` without a subscription.
             * @enum {string}
             */
            state: "trialing" | "active" | "past_due" | "paused" | "canceled" | "none";
            plan: components["schemas"]["Plan"];
            /** Epoch milliseconds from which on it may mean something else by itself. */
            until: number | null;
            /** Times in epoch milliseconds. */
            subscription: {
                planId: string;
                status: "trialing" | "active" | "past_due" | "paused" | "canceled";
                seats: number;
                trialEnd: number | null;
                pastDueSince: number | null;
                cancelAt: number | null;
                nextPlanAt: number | null;
                nextPlanId: string | null;
                /** The billing provider; null when there is none. */
                billedBy: string | null;
            } | null;
        };
    };
    responses: {
        /** The request was refused, or failed. */
        Problem: {
            headers: {
                /** Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
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
    optimize: {
        parameters: {
            query?: never;
            header?: {
                /** Names the run, 1 to 255 printable ASCII characters: a repeat gets the first answer. */
                "Idempotency-Key"?: string;
                /** The id of the last event of the stream that was received. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OptimizeRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptimizeResult"];
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    score: {
        parameters: {
            query?: never;
            header?: {
                /** Names the run, 1 to 255 printable ASCII characters: a repeat gets the first answer. */
                "Idempotency-Key"?: string;
                /** The id of the last event of the stream that was received. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScoreRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreResult"];
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    compare: {
        parameters: {
            query?: never;
            header?: {
                /** Names the run, 1 to 255 printable ASCII characters: a repeat gets the first answer. */
                "Idempotency-Key"?: string;
                /** The id of the last event of the stream that was received. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompareRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompareResult"];
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    test: {
        parameters: {
            query?: never;
            header?: {
                /** Names the run, 1 to 255 printable ASCII characters: a repeat gets the first answer. */
                "Idempotency-Key"?: string;
                /** The id of the last event of the stream that was received. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestResult"];
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    validate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptInput"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptVerdict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPlan"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** Default: 20. */
                limit?: number;
                /** The `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRunScores: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        scores: components["schemas"]["ScoreRecord"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRunEvents: {
        parameters: {
            query?: {
                /** Sequence of the last event that is known. */
                after?: number;
            };
            header?: {
                /** The id of the last event of the stream that was received. */
                "Last-Event-ID"?: string;
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: components["schemas"]["RunEvent"][];
                    };
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    describeSevenD: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SevenDDescription"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resolveSevenD: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SevenDInput"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompletedSevenD"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listModules: {
        parameters: {
            query?: {
                /** Default: 50. */
                limit?: number;
                /** The `next` of the page before. */
                after?: string;
                category?: string;
                /** Words in the id, the title or the summary. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModulePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    publishModule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishModuleRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedModule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getModule: {
        parameters: {
            query?: {
                /** Default: the latest active one. */
                version?: string;
            };
            header?: never;
            path: {
                moduleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Module"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listModuleVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                moduleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModuleVersions"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setModuleStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                moduleId: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModuleStatusRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedModule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    renderModule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                moduleId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenderModuleRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenderedModule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listBundles: {
        parameters: {
            query?: {
                /** Default: 20. */
                limit?: number;
                /** The `next` of the page before. */
                after?: string;
                /** Those of one run. */
                runId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundlePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bundle"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBundle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bundleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bundle"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    downloadBundle: {
        parameters: {
            query: {
                /** A file of the bundle, or `zip` for all of them. */
                format: "txt" | "md" | "json" | "zip" | "manifest" | "license";
            };
            header?: never;
            path: {
                bundleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The file. */
            200: {
                headers: {
                    /** The name to save it by. */
                    "Content-Disposition"?: string;
                    /** Its SHA-256 (RFC 9530). */
                    "Repr-Digest"?: string;
                    /** Names its bytes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                    "text/markdown": string;
                    "application/json": string;
                    "application/zip": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listParameterSets: {
        parameters: {
            query?: {
                /** Default: 50. */
                limit?: number;
                /** The `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterSetPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createParameterSet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateParameterSetRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterSet"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    compareParameterSets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompareParameterSetsRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterSetComparison"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getParameterSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                setId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterSet"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateParameterSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                setId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateParameterSetRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterSet"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeParameterSet: {
        parameters: {
            query?: {
                /** The version that was read. Default: whatever it is now. */
                expectedVersion?: number;
            };
            header?: never;
            path: {
                setId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    resolveParameterSet: {
        parameters: {
            query?: {
                /** Counts more than the set. */
                domain?: "saas" | "fintech" | "ecommerce" | "consulting" | "education" | "healthcare" | "legal" | "marketing" | "media" | "real_estate" | "hr" | "ngo" | "government" | "web3" | "aiml" | "cybersecurity" | "manufacturing" | "logistics" | "travel" | "gaming" | "fashion" | "beauty" | "spiritual" | "architecture" | "agriculture" | "generic";
                /** Counts more than the set. */
                scale?: "personal_brand" | "solo" | "startup" | "boutique_agency" | "smb" | "corporate" | "enterprise";
                /** Counts more than the set. */
                urgency?: "low" | "planned" | "sprint" | "pilot" | "crisis";
                /** Counts more than the set. */
                complexity?: "foundational" | "standard" | "advanced" | "expert";
                /** Counts more than the set. */
                resources?: "minimal" | "solo" | "lean_team" | "agency_stack" | "full_stack_org" | "enterprise_budget";
                /** Counts more than the set. */
                application?: "training" | "audit" | "implementation" | "strategy_design" | "crisis_response" | "experimentation" | "documentation";
                /** Counts more than the set. */
                output_format?: "txt" | "md" | "checklist" | "spec" | "playbook" | "json" | "yaml" | "diagram" | "bundle";
            };
            header?: never;
            path: {
                setId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResolvedParameters"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPlans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        plans: components["schemas"]["Plan"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanUsage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionStanding"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    userAnalytics: {
        parameters: {
            query?: {
                /** An ISO 8601 date, or a time with its zone. */
                from?: string;
                /** An ISO 8601 date, or a time with its zone. */
                to?: string;
                /** The IANA name of a time zone, such as Europe/Berlin; UTC when left out. */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnalytics"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    liveAnalytics: {
        parameters: {
            query?: {
                /** An ISO 8601 date, or a time with its zone. */
                from?: string;
                /** An ISO 8601 date, or a time with its zone. */
                to?: string;
                /** Whose events. Default: self. */
                of?: "self" | "organization";
                /** The cursor to go on after, without a snapshot. `Last-Event-ID` goes before it. */
                after?: string;
            };
            header?: {
                /** The id of the last event of the stream that was received. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Events as they happen. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportAnalytics: {
        parameters: {
            query?: {
                /** Whose runs. `organization` takes the permission `analytics:read_organization`, `platform` `analytics:read_platform`. Default: `self`. */
                of?: "self" | "organization" | "platform";
                /** A day of the reporting time zone, such as `2026-11-23`. Both or none. Default: the last 30 days. */
                first?: string;
                /** A day of the reporting time zone, such as `2026-11-23`. Both or none. Default: the last 30 days. */
                last?: string;
                planId?: string;
                model?: string;
                moduleId?: string;
                /** Default: `csv`. */
                format?: "csv" | "jsonl";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The file. */
            200: {
                headers: {
                    /** The name to save it by. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    performanceAnalytics: {
        parameters: {
            query?: {
                /** `platform` takes the permission `analytics:read_platform`. Default: `organization`. */
                of?: "organization" | "platform";
                /** A day of the reporting time zone, such as `2026-11-23`. Both or none. Default: the last 30 days. */
                first?: string;
                /** A day of the reporting time zone, such as `2026-11-23`. Both or none. Default: the last 30 days. */
                last?: string;
                planId?: string;
                model?: string;
                moduleId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PerformanceMetrics"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    businessAnalytics: {
        parameters: {
            query?: {
                /** `platform` takes the permission `analytics:read_platform`. Default: `organization`. */
                of?: "organization" | "platform";
                /** A day of the reporting time zone, such as `2026-11-23`. Both or none. Default: the last 30 days. */
                first?: string;
                /** A day of the reporting time zone, such as `2026-11-23`. Both or none. Default: the last 30 days. */
                last?: string;
                planId?: string;
                model?: string;
                moduleId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessMetrics"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    eraseMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileChanges"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getStatistics: {
        parameters: {
            query?: {
                /** An ISO 8601 date, or a time with its zone. */
                from?: string;
                /** An ISO 8601 date, or a time with its zone. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserStatistics"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listActivity: {
        parameters: {
            query?: {
                /** Default: 20. */
                limit?: number;
                /** The `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportPersonalData: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonalData"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** Default: 20. */
                limit?: number;
                /** The `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedSession"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUpRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignUpAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedSession"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedSession"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetRequest"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPasswordRequest"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    requestEmailVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    verifyEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyEmailRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        userId: string;
                        email: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOrganizations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organizations: components["schemas"]["Membership"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOrganizationRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    renameOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameOrganizationRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    leaveOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    transferOwnership: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferOwnershipRequest"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** Default: 50. */
                limit?: number;
                /** The `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    searchMembers: {
        parameters: {
            query?: {
                /** Default: 20. */
                limit?: number;
                /** The `next` of the page before. */
                after?: string;
                /** Found anywhere in name or address. */
                text?: string;
                role?: "owner" | "admin" | "member" | "viewer";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundMemberPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeMemberRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRoleRequest"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** Default: 50. */
                limit?: number;
                /** The `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    invite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInvitationRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedInvitation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** Default: 20. */
                limit?: number;
                /** The `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateApiKeyRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateApiKeyRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPrompts: {
        parameters: {
            query?: {
                /** Default: 20. */
                limit?: number;
                /** The `next` of the page before. */
                after?: string;
                /** Found in title, tags and the latest text, case aside. */
                search?: string;
                /** All of which it has to have, with commas in between. */
                tags?: string;
                /** Only those of the caller. */
                mine?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedPromptPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createPrompt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePromptRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedPromptWithVersion"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPrompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedPromptWithVersion"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removePrompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updatePrompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promptId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePromptRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedPrompt"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPromptVersions: {
        parameters: {
            query?: {
                /** Default: 20. */
                limit?: number;
                /** The `next` of the page before. */
                after?: string;
            };
            header?: never;
            path: {
                promptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptVersionPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addPromptVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promptId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddVersionRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptVersion"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPromptVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promptId: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptVersion"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    diffPromptVersions: {
        parameters: {
            query: {
                from: number;
                to: number;
                /** The prompt of `to`. Default: the same one. */
                otherPromptId?: string;
            };
            header?: never;
            path: {
                promptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptVersionDiff"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    restorePromptVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promptId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreVersionRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptVersion"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    forkPrompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promptId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForkPromptRequest"];
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedPromptWithVersion"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ownDashboard: {
        parameters: {
            query?: {
                /** A day, such as `2026-11-23`. Both or none. Default: the last 30 days. */
                first?: string;
                /** A day, such as `2026-11-23`. Both or none. Default: the last 30 days. */
                last?: string;
                /** The IANA name of a time zone, such as Europe/Berlin; UTC when left out. */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** For browsers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    performanceDashboard: {
        parameters: {
            query?: {
                /** `platform` takes the permission `analytics:read_platform`. Default: `organization`. */
                of?: "organization" | "platform";
                /** A day of the reporting time zone, such as `2026-11-23`. Both or none. Default: the last 30 days. */
                first?: string;
                /** A day of the reporting time zone, such as `2026-11-23`. Both or none. Default: the last 30 days. */
                last?: string;
                planId?: string;
                model?: string;
                moduleId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** For browsers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    businessDashboard: {
        parameters: {
            query?: {
                /** `platform` takes the permission `analytics:read_platform`. Default: `organization`. */
                of?: "organization" | "platform";
                /** A day of the reporting time zone, such as `2026-11-23`. Both or none. Default: the last 30 days. */
                first?: string;
                /** A day of the reporting time zone, such as `2026-11-23`. Both or none. Default: the last 30 days. */
                last?: string;
                planId?: string;
                model?: string;
                moduleId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** For browsers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    dashboardAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** For browsers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/css": string;
                    "text/javascript": string;
                    "image/svg+xml": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: "ok";
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: "ok";
                        schemaVersion: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOpenapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
