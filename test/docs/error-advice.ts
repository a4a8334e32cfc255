import type { ErrorCode } from '../../src/index.js';

/**
 * Who can mend it: whoever sits before the page, the developer of what sends the request, or whoever runs
 * the server that PromptForge is in.
 */
type Actor = 'user' | 'client' | 'host';

/**
 * Whether asking again helps while nothing else has changed: it may by itself; it does not; or it may for a
 * run, under another idempotency key and for another charge.
 */
type Again = 'yes' | 'no' | 'new key';

export interface ErrorAdvice {
  readonly who: Actor | readonly Actor[];
  /** What to do, in Markdown. Links are those of a page in docs. */
  readonly mend: string;
  readonly again: Again;
}

/** What docs/errors.md advises for each code. It is of no use at run time, and so no part of the package. */
export const errorAdvice: Readonly<Record<ErrorCode, ErrorAdvice>> = {
  config_invalid: {
    who: 'host',
    mend: 'Put right what the message names: an option, or [a variable](configuration.md).',
    again: 'no',
  },
  plan_unknown: {
    who: 'host',
    mend: 'Add the plan to [the catalogue](plans-and-subscriptions.md), or put the tenant on one that it has.',
    again: 'no',
  },
  plan_feature_missing: {
    who: 'user',
    mend: '[Change](plans-and-subscriptions.md#a-subscription) to a plan with `details.feature`. A client can [ask beforehand](plans-and-subscriptions.md#asking-for-a-feature).',
    again: 'no',
  },
  seats_exceeded: {
    who: 'user',
    mend: 'Remove a member, or add [seats](plans-and-subscriptions.md#a-subscription), where the plan has them.',
    again: 'no',
  },
  subscription_not_found: {
    who: 'host',
    mend: 'Begin one: [`subscriptions.apply()` with `start`](plans-and-subscriptions.md#a-subscription).',
    again: 'no',
  },
  subscription_state_invalid: {
    who: ['host', 'user'],
    mend: 'Look up [what each state allows](plans-and-subscriptions.md#a-subscription). What is billed is changed [in the portal of Stripe](billing-with-stripe.md#checkout-and-portal).',
    again: 'no',
  },
  permission_denied: {
    who: ['user', 'host'],
    mend: 'Ask an owner or admin of the organization to do it, or for [a role that may](users.md#who-may-do-what). An API key needs [the scope](api-keys.md#what-a-key-may-do), too.',
    again: 'no',
  },

  organization_not_found: {
    who: 'client',
    mend: 'Make [an organization](users.md#organizations) first; a personal one has no name, members or invitations.',
    again: 'no',
  },
  member_not_found: { who: 'client', mend: 'Read the list of members again.', again: 'no' },
  member_exists: {
    who: 'client',
    mend: 'Change their role instead: [`organizations.changeRole()`](users.md#organizations).',
    again: 'no',
  },
  last_owner: {
    who: 'user',
    mend: 'Hand the organization over first: [`transferOwnership()`](users.md#organizations).',
    again: 'no',
  },
  invitation_invalid: {
    who: 'user',
    mend: 'Ask for [another invitation](users.md#organizations).',
    again: 'no',
  },

  session_missing: {
    who: 'client',
    mend: 'Send `Authorization: Bearer` with a token or an [API key](api-keys.md), or [the cookie](hosts.md#sessions-in-a-cookie) where the server sets one.',
    again: 'no',
  },
  session_invalid: {
    who: ['user', 'host'],
    mend: 'Sign in again; an API key, copy whole. When good tokens are refused, [compare their claims with your settings](sessions.md#what-is-refused).',
    again: 'no',
  },
  session_expired: {
    who: 'client',
    mend: 'Exchange the [refresh token](sessions.md#sessions-of-your-own), as [the client](client.md) does by itself, or have the user sign in. An API key is [rotated](api-keys.md) in time.',
    again: 'no',
  },
  session_revoked: { who: 'user', mend: 'Sign in again.', again: 'no' },
  session_keys_unavailable: {
    who: 'host',
    mend: 'See what `onError` says of [the key set](sessions.md#keys): its address, and whether this server reaches it.',
    again: 'yes',
  },

  sign_in_failed: {
    who: 'user',
    mend: 'Type both again, or [reset the password](sign-in.md#with-e-mail-and-password).',
    again: 'no',
  },
  sign_in_throttled: {
    who: 'user',
    mend: 'Wait; [a reset](sign-in.md#what-strangers-learn-and-how-often-they-may-try) ends the wait for an account at once.',
    again: 'yes',
  },
  email_unverified: { who: 'user', mend: 'Follow [the link](sign-in.md#links) in the e-mail.', again: 'no' },
  email_taken: { who: 'user', mend: 'Sign in instead, or reset the password.', again: 'no' },
  email_token_invalid: { who: 'user', mend: 'Ask for [another link](sign-in.md#links).', again: 'no' },
  password_unacceptable: {
    who: 'user',
    mend: 'Choose another one; `details.reason` says [what it lacks](sign-in.md#passwords).',
    again: 'no',
  },
  api_key_not_found: { who: 'client', mend: 'List [the keys](api-keys.md) of the organization again.', again: 'no' },

  request_invalid: {
    who: 'client',
    mend: 'Send what [the route](http.md#routes) or the method takes; over HTTP `details.fields` says what is wrong.',
    again: 'no',
  },
  request_too_large: {
    who: ['client', 'host'],
    mend: 'Send less than `details.maxBytes`, or raise [`maxBodyBytes`](http.md).',
    again: 'no',
  },
  media_type_unsupported: { who: 'client', mend: 'Send JSON, with `Content-Type: application/json`.', again: 'no' },
  route_not_found: {
    who: ['client', 'host'],
    mend: 'Compare the path with [the routes](http.md#routes) and `basePath`. Some are there only with an option that mounts them.',
    again: 'no',
  },
  method_not_allowed: { who: 'client', mend: 'Use a method that the header `Allow` names.', again: 'no' },

  prompt_too_short: { who: 'user', mend: 'Write more: 10 characters at the least.', again: 'no' },
  prompt_too_long: { who: 'user', mend: 'Write less: 10,000 characters at the most.', again: 'no' },
  prompt_blocked: {
    who: ['user', 'host'],
    mend: 'Take out what `details.issues` names; each says [how](prompt-issues.md). What should pass is a matter of [the policy](prompts.md#policies).',
    again: 'no',
  },
  seven_d_invalid: {
    who: 'client',
    mend: 'Take a value of [the lists](seven-d-values.md); `details.issues` names the parameter.',
    again: 'no',
  },

  module_not_found: {
    who: 'client',
    mend: 'List [the modules](modules.md#where-modules-come-from). Drafts, prereleases and deprecated ones are found by their version alone.',
    again: 'no',
  },
  module_exists: {
    who: 'client',
    mend: 'Publish the change under [a version of its own](modules.md#where-modules-come-from).',
    again: 'no',
  },
  module_invalid: {
    who: 'client',
    mend: 'Mend all that `details.problems` names; [`validateModule()`](modules.md#writing-one) tells it beforehand.',
    again: 'no',
  },
  module_input_invalid: {
    who: 'user',
    mend: 'Mend the [inputs](modules.md#running-one) that `details.problems` names.',
    again: 'no',
  },

  budget_insufficient: {
    who: 'client',
    mend: 'Raise the [budget](optimizing.md#what-is-held-and-the-budget) to `details.needed`, or leave it out.',
    again: 'no',
  },
  quota_exceeded: {
    who: 'user',
    mend: 'Wait for `Retry-After`, or change to a larger plan. Without that header no wait helps: the call takes more than the whole limit. `details.blocked` names [the limits](quota.md).',
    again: 'yes',
  },
  overloaded: {
    who: 'host',
    mend: 'When it happens often: raise [`maxConcurrency` or `maxQueue`](models.md#a-server-that-fails-and-calls-at-a-time) of the model, or give [the storage](quota.md#between-a-call-and-the-storage) or [password hashing](sign-in.md#passwords) more room, as the message says.',
    again: 'yes',
  },
  idempotency_conflict: {
    who: 'client',
    mend: 'Use a new key for [a new request](quota.md#a-run-that-is-asked-for-twice), and the same key only for the same one.',
    again: 'no',
  },
  idempotency_in_progress: {
    who: 'client',
    mend: 'Ask again after `Retry-After`, with the same key: [the answer is that of the first](quota.md#a-run-that-is-asked-for-twice).',
    again: 'yes',
  },

  model_key_missing: {
    who: 'host',
    mend: "Set `OPENAI_API_KEY`, pass `apiKey`, or choose `engine: 'rules'`. [Models](models.md)",
    again: 'no',
  },
  model_auth_failed: {
    who: 'host',
    mend: 'Check the key, and that it belongs to [this server](models.md#where). A function given as `apiKey` may have failed.',
    again: 'no',
  },
  model_not_found: {
    who: 'host',
    mend: 'Check the name of the model, the rights of the key, and [the base URL](models.md#where).',
    again: 'no',
  },
  model_request_rejected: {
    who: 'host',
    mend: 'Check that the model supports [the API that is asked](models.md), and that the prompt fits its context window.',
    again: 'no',
  },
  model_unreachable: {
    who: 'host',
    mend: 'Check [the base URL](models.md#where), that the server runs, and that this machine may reach it.',
    again: 'yes',
  },
  model_timeout: {
    who: ['host', 'user'],
    mend: 'Allow [more time](models.md#time-and-asking-again), choose a faster model, or shorten the prompt.',
    again: 'yes',
  },
  model_rate_limited: {
    who: 'host',
    mend: 'When it happens often: ask the provider for a higher limit, or lower [`maxConcurrency`](models.md#a-server-that-fails-and-calls-at-a-time).',
    again: 'yes',
  },
  model_credit_exhausted: {
    who: 'host',
    mend: 'Add credit at the provider, or raise its spending limit.',
    again: 'no',
  },
  model_unavailable: {
    who: 'host',
    mend: 'See how the provider is doing. It was [asked again](models.md#time-and-asking-again) before this.',
    again: 'yes',
  },
  model_circuit_open: {
    who: 'host',
    mend: 'See how the provider is doing. It is [asked anew](models.md#a-server-that-fails-and-calls-at-a-time) by itself after the wait.',
    again: 'yes',
  },
  model_refused: { who: 'user', mend: 'Say it in another way.', again: 'new key' },
  model_output_invalid: {
    who: 'host',
    mend: 'When it happens often: choose a model with structured output. [Models](models.md)',
    again: 'new key',
  },
  model_output_truncated: {
    who: ['host', 'user'],
    mend: 'Raise [`maxOutputTokens`](models.md#what-a-run-asks), or shorten the prompt.',
    again: 'new key',
  },
  model_price_unknown: {
    who: 'host',
    mend: 'Pass [`prices`](models.md#prices), or drop the limit or budget of cost.',
    again: 'no',
  },

  run_not_found: {
    who: 'client',
    mend: 'Ask for runs of this caller. Those past their [retention](operations.md#retention) are gone, as is the content of those that were erased.',
    again: 'no',
  },
  run_canceled: {
    who: 'client',
    mend: 'Nothing, where it was meant. [Aborting](optimizing.md#aborting)',
    again: 'yes',
  },
  run_abandoned: {
    who: ['client', 'host'],
    mend: 'Ask once with the same key, in case [another process](optimizing.md#the-same-run-again) has gone on with it. Let a process that is to end [live as long as its runs](deploying.md#before-any-of-it).',
    again: 'new key',
  },
  run_unsettled: {
    who: ['client', 'host'],
    mend: 'Ask again with the same key once the storage answers: the run [goes on from its answers](optimizing.md#the-same-run-again). In code the outcome is in `error.unsettled`. Call [`maintain()`](operations.md#maintenance), which charges what nobody asks for again.',
    again: 'yes',
  },

  saved_prompt_not_found: {
    who: 'client',
    mend: 'List [the saved prompts](history.md) again; others see one only when it is shared.',
    again: 'no',
  },
  saved_prompt_full: { who: 'user', mend: 'Go on in [a fork](history.md#bounds).', again: 'no' },
  bundle_not_found: { who: 'client', mend: 'Export [the run](bundles.md) again.', again: 'no' },
  bundle_below_gate: {
    who: 'user',
    mend: 'Optimize the prompt further; `details` says [what fell short](bundles.md#what-is-not-exported).',
    again: 'no',
  },
  bundle_personal_data: {
    who: 'user',
    mend: 'Take it out of the prompt, or export with [`redact: true`](bundles.md#what-is-not-exported).',
    again: 'no',
  },
  check_report_not_found: {
    who: 'client',
    mend: 'List [the reports](checks.md#reports): the last 100 are kept.',
    again: 'no',
  },
  alert_undelivered: {
    who: 'host',
    mend: 'See to the receiver. The alert is [sent again](alerts.md#delivery) by itself for 24 hours.',
    again: 'yes',
  },
  checks_running: { who: 'client', mend: 'Wait for the end of [that run](checks.md#on-a-page).', again: 'yes' },
  parameter_set_not_found: {
    who: 'client',
    mend: 'List [the sets](parameter-sets.md#who-sees-and-changes-what) again; others see one only when it is shared.',
    again: 'no',
  },
  parameter_sets_exceeded: {
    who: 'user',
    mend: 'Remove [a set](parameter-sets.md#who-sees-and-changes-what) that is no longer used.',
    again: 'no',
  },

  webhook_invalid: {
    who: 'host',
    mend: 'Check `webhookSecret`, that the body arrives [unparsed](billing-with-stripe.md#the-webhook), and the clock of the server.',
    again: 'no',
  },
  billing_customer_unknown: {
    who: 'client',
    mend: 'Start with [`billing.checkout()`](billing-with-stripe.md#checkout-and-portal), which makes the customer.',
    again: 'no',
  },
  billing_unavailable: {
    who: 'host',
    mend: 'See how Stripe is doing; [limits and plans go on](billing-with-stripe.md#when-stripe-fails) as they are stored.',
    again: 'yes',
  },

  storage_unavailable: {
    who: 'host',
    mend: 'Do as the message says, which clients do not see; [the doctor](operations.md#the-doctor) finds what is wrong. [What happens meanwhile](quota.md#when-the-storage-is-away)',
    again: 'yes',
  },
  storage_not_ready: {
    who: 'host',
    mend: 'Apply [the migrations](operations.md#migrations), or where a newer version has set it up, [install that](operations.md#upgrading). [On Supabase](supabase.md#when-something-is-missing)',
    again: 'no',
  },
  storage_locked: {
    who: 'host',
    mend: 'A PGlite folder is for one process: end the one that the message names. On a server, look for the lock in `pg_locks`.',
    again: 'yes',
  },
  storage_conflict: {
    who: 'client',
    mend: 'Read the record again, and decide anew.',
    again: 'no',
  },

  client_closed: {
    who: 'host',
    mend: 'Nothing, where [the server is about to end](deploying.md#before-any-of-it); else make a new `PromptForge`.',
    again: 'no',
  },
  internal: {
    who: 'host',
    mend: 'See what [`onError`](operations.md#errors-and-sentry) was told, by the `requestId` or `runId`, and report it where it is ours.',
    again: 'new key',
  },
};
