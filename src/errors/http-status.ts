import type { ErrorCode } from './code.js';

/** The HTTP status each code is answered with (RFC 9110; 429 from RFC 6585; 499 as nginx uses it). */
export const httpStatus = {
  config_invalid: 500,
  plan_unknown: 500,
  plan_feature_missing: 403,
  seats_exceeded: 409,
  subscription_not_found: 404,
  subscription_state_invalid: 409,
  permission_denied: 403,

  organization_not_found: 404,
  member_not_found: 404,
  member_exists: 409,
  last_owner: 409,
  invitation_invalid: 404,

  session_missing: 401,
  session_invalid: 401,
  session_expired: 401,
  session_revoked: 401,
  session_keys_unavailable: 503,

  sign_in_failed: 401,
  sign_in_throttled: 429,
  email_unverified: 403,
  email_taken: 409,
  email_token_invalid: 400,
  password_unacceptable: 422,
  api_key_not_found: 404,

  request_invalid: 400,
  request_too_large: 413,
  media_type_unsupported: 415,
  route_not_found: 404,
  method_not_allowed: 405,

  prompt_too_short: 422,
  prompt_too_long: 422,
  prompt_blocked: 422,
  seven_d_invalid: 422,

  module_not_found: 404,
  module_exists: 409,
  module_invalid: 422,
  module_input_invalid: 422,

  budget_insufficient: 422,
  quota_exceeded: 429,
  overloaded: 503,
  idempotency_conflict: 422,
  idempotency_in_progress: 409,

  model_key_missing: 500,
  model_auth_failed: 502,
  model_not_found: 502,
  model_request_rejected: 502,
  model_unreachable: 502,
  model_timeout: 504,
  model_rate_limited: 503,
  model_credit_exhausted: 503,
  model_unavailable: 503,
  model_circuit_open: 503,
  model_refused: 422,
  model_output_invalid: 502,
  model_output_truncated: 502,
  model_price_unknown: 500,

  run_not_found: 404,
  run_canceled: 499,
  run_abandoned: 409,
  run_unsettled: 503,

  saved_prompt_not_found: 404,
  saved_prompt_full: 409,
  bundle_not_found: 404,
  bundle_below_gate: 409,
  bundle_personal_data: 422,
  parameter_set_not_found: 404,
  parameter_sets_exceeded: 409,

  webhook_invalid: 400,
  billing_customer_unknown: 404,
  billing_unavailable: 503,

  storage_unavailable: 503,
  storage_not_ready: 503,
  storage_locked: 503,
  storage_conflict: 409,

  client_closed: 503,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;
