/**
 * Every way a PromptForge call can be refused, and what each means in one line.
 *
 * The codes are literal and stable: a host may switch on them. A code is added in a
 * minor release and removed or renamed only in a major one.
 */
export const errorMeanings = {
  config_invalid: 'The options or environment given to PromptForge are wrong.',
  plan_unknown: 'A subscription names a plan that is not in the catalogue.',
  plan_feature_missing: 'The plan of the caller does not include this feature.',
  seats_exceeded: 'The plan does not have that many seats.',
  subscription_not_found: 'The tenant has no subscription.',
  subscription_state_invalid: 'A subscription in this state does not allow what was asked.',
  permission_denied: 'The role of the caller does not allow this.',

  organization_not_found: 'There is no such organization of several people.',
  member_not_found: 'The organization has no such member.',
  member_exists: 'They belong to the organization already.',
  last_owner: 'The organization would be left without an owner.',
  invitation_invalid: 'The invitation is unknown, used, revoked or expired.',

  session_missing: 'No access token was sent.',
  session_invalid: 'The access token is malformed, forged, or meant for somebody else.',
  session_expired: 'The access token was genuine and is past its expiry.',
  session_revoked: 'The session was ended before its time; it takes a new sign-in.',
  session_keys_unavailable: 'The keys of the token issuer cannot be fetched right now.',

  sign_in_failed: 'The e-mail address or the password is wrong.',
  sign_in_throttled: 'There were too many attempts to sign in, or too many e-mails were asked for.',
  email_unverified: 'The e-mail address has to be verified before anybody is signed in by it.',
  email_taken: 'There is an account with this e-mail address.',
  email_token_invalid: 'The token from an e-mail was used, replaced or made up, or its time is over.',
  password_unacceptable: 'The password is too short, too long, or known to be stolen.',
  api_key_not_found: 'The organization has no such API key, or it has ended.',

  request_invalid: 'The request is not of the shape this operation takes.',
  request_too_large: 'The request body is larger than the server accepts.',
  media_type_unsupported: 'The request body is not JSON.',
  route_not_found: 'No route has this path.',
  method_not_allowed: 'The route exists and does not take this method.',

  prompt_too_short: 'The prompt has fewer characters than the minimum.',
  prompt_too_long: 'The prompt has more characters than the maximum.',
  prompt_blocked: 'The prompt policy does not let this prompt pass.',
  seven_d_invalid: 'A 7D parameter is missing, unknown, or outside its list.',

  module_not_found: 'The library has no such module, or no such version of it, for this caller.',
  module_exists: 'The version of the module is published, and versions never change.',
  module_invalid: 'The definition of a module is wrong.',
  module_input_invalid: 'The inputs are not such as the module takes.',

  budget_insufficient: 'The budget of the call does not reach for the least it takes.',
  quota_exceeded: 'A limit of the plan leaves no room for this call.',
  overloaded: 'More calls are waiting for their turn than may wait, or one has waited as long as it may.',
  idempotency_conflict: 'The idempotency key was already used with other arguments.',
  idempotency_in_progress: 'A run under this idempotency key has not ended yet.',

  model_key_missing: 'No API key was given for the model.',
  model_auth_failed: 'The model provider rejected the API key.',
  model_not_found: 'The model provider does not know this model, or the key may not use it.',
  model_request_rejected: 'The model provider rejected the request as invalid.',
  model_unreachable: 'No connection to the model provider could be made.',
  model_timeout: 'The model did not answer before the deadline.',
  model_rate_limited: 'The model provider is limiting the rate of requests.',
  model_credit_exhausted: 'The account at the model provider has no credit left.',
  model_unavailable: 'The model provider failed, and went on failing when asked again.',
  model_circuit_open: 'The model provider has failed too often of late, and is not asked for a while.',
  model_refused: 'The model declined to work on this prompt.',
  model_output_invalid: 'The model answered with something that is not of the form asked for.',
  model_output_truncated: 'The answer of the model reached the output limit before it was complete.',
  model_price_unknown: 'The plan limits cost, and the price of the model is not known.',

  run_not_found: 'No run has this identifier for this caller.',
  run_canceled: 'The caller aborted the run.',
  run_abandoned: 'The run was not finished by the process that started it.',
  run_unsettled: 'The run was carried out, and its outcome could not be recorded.',

  saved_prompt_not_found: 'The caller sees no saved prompt, or no version of it, with this identifier.',
  saved_prompt_full: 'The saved prompt has as many versions as one may have.',
  bundle_not_found: 'The caller has no bundle with this identifier.',
  bundle_below_gate: 'The prompt of the run has not passed the gate, so that it cannot be exported.',
  bundle_personal_data: 'What would be exported holds personal data or secrets.',
  check_report_not_found: 'No report of the checks has this identifier.',
  alert_undelivered: 'An alert did not reach the callback or the webhook; told to onError alone.',
  checks_running: 'A run of the checks is under way in this process.',
  parameter_set_not_found: 'There is no parameter set with this identifier that the caller may see.',
  parameter_sets_exceeded: 'There is no room for another parameter set.',

  webhook_invalid: 'The webhook carries no valid signature of the billing provider, or no event with its object.',
  billing_customer_unknown: 'The tenant is no customer of the billing provider.',
  billing_unavailable: 'The billing provider did not answer, or failed.',

  storage_unavailable: 'The storage did not answer, or failed.',
  storage_not_ready: 'The storage lacks the schema this version needs.',
  storage_locked: 'Another process holds the storage.',
  storage_conflict: 'The record was changed by somebody else in the meantime.',

  client_closed: 'This PromptForge has been closed.',
  internal: 'Something failed that should not have; it is a defect of PromptForge or of the host.',
} as const;

/** A stable, literal name for one kind of failure. */
export type ErrorCode = keyof typeof errorMeanings;

/** All codes, in the order in which they are documented. */
export const errorCodes = Object.keys(errorMeanings) as readonly ErrorCode[];
