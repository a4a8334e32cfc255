import type { SecretCode } from './secret-issues.js';

/** How the tokens of an issuer look. */
export interface TokenForm {
  readonly code: SecretCode;
  /** What they begin with: cheap to look for. */
  readonly prefix: string;
  /** The whole of a token. */
  readonly form: RegExp;
}

/** From what the issuers publish of their prefixes; lengths are lower bounds where they have grown over time. */
export const tokenForms: readonly TokenForm[] = [
  { code: 'anthropic_api_key', prefix: 'sk-ant-', form: /^sk-ant-[\w-]{20,}$/ },
  // OpenRouter, DeepSeek and others took over the prefix.
  { code: 'openai_api_key', prefix: 'sk-', form: /^sk-(?:proj-|svcacct-|admin-|or-v1-|None-)?[\w-]{20,}$/ },
  { code: 'promptforge_api_key', prefix: 'pfk_', form: /^pfk_[0-9a-f]{24}_[\w-]{43,}$/ },
  { code: 'aws_access_key_id', prefix: 'AKIA', form: /^AKIA[A-Z0-9]{16}$/ },
  { code: 'aws_access_key_id', prefix: 'ASIA', form: /^ASIA[A-Z0-9]{16}$/ },
  { code: 'google_api_key', prefix: 'AIza', form: /^AIza[\w-]{35}$/ },
  { code: 'google_api_key', prefix: 'GOCSPX-', form: /^GOCSPX-[\w-]{28}$/ },
  { code: 'google_api_key', prefix: 'ya29.', form: /^ya29\.[\w-]{30,}$/ },
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map((prefix) => ({
    code: 'github_token' as const,
    prefix,
    form: /^gh[pousr]_[A-Za-z0-9]{30,}$/,
  })),
  { code: 'github_token', prefix: 'github_pat_', form: /^github_pat_\w{50,}$/ },
  ...['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glcbt-', 'glsoat-', 'gloas-'].map((prefix) => ({
    code: 'gitlab_token' as const,
    prefix,
    form: /^gl[a-z]{2,5}-[\w.-]{20,}$/,
  })),
  { code: 'slack_token', prefix: 'xox', form: /^xox[abeoprs]-(?:\d-)?[A-Za-z0-9-]{10,}$/ },
  { code: 'slack_token', prefix: 'xapp-', form: /^xapp-\d-[A-Za-z0-9-]{20,}$/ },
  { code: 'stripe_key', prefix: 'sk_live_', form: /^sk_live_[A-Za-z0-9]{16,}$/ },
  { code: 'stripe_key', prefix: 'sk_test_', form: /^sk_test_[A-Za-z0-9]{16,}$/ },
  { code: 'stripe_key', prefix: 'rk_live_', form: /^rk_live_[A-Za-z0-9]{16,}$/ },
  { code: 'stripe_key', prefix: 'rk_test_', form: /^rk_test_[A-Za-z0-9]{16,}$/ },
  { code: 'stripe_key', prefix: 'whsec_', form: /^whsec_[\w+/=]{16,}$/ },
  { code: 'twilio_key', prefix: 'SK', form: /^SK[0-9a-f]{32}$/ },
  { code: 'sendgrid_api_key', prefix: 'SG.', form: /^SG\.[\w-]{16,32}\.[\w-]{32,64}$/ },
  { code: 'npm_token', prefix: 'npm_', form: /^npm_[A-Za-z0-9]{36}$/ },
  { code: 'hugging_face_token', prefix: 'hf_', form: /^hf_[A-Za-z0-9]{30,}$/ },
  { code: 'json_web_token', prefix: 'eyJ', form: /^eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}$/ },
  { code: 'service_token', prefix: 'pypi-AgEI', form: /^pypi-AgEI[\w-]{40,}$/ },
  { code: 'service_token', prefix: 'dop_v1_', form: /^dop_v1_[0-9a-f]{64}$/ },
  { code: 'service_token', prefix: 'doo_v1_', form: /^doo_v1_[0-9a-f]{64}$/ },
  { code: 'service_token', prefix: 'shpat_', form: /^shpat_[0-9a-fA-F]{32}$/ },
  { code: 'service_token', prefix: 'shpss_', form: /^shpss_[0-9a-fA-F]{32}$/ },
  { code: 'service_token', prefix: 'shpca_', form: /^shpca_[0-9a-fA-F]{32}$/ },
  { code: 'service_token', prefix: 'dapi', form: /^dapi[0-9a-f]{32}(?:-\d)?$/ },
  { code: 'service_token', prefix: 'lin_api_', form: /^lin_api_[A-Za-z0-9]{32,}$/ },
  { code: 'service_token', prefix: 'ntn_', form: /^ntn_[A-Za-z0-9]{40,}$/ },
  { code: 'service_token', prefix: 'gsk_', form: /^gsk_[A-Za-z0-9]{40,}$/ },
  { code: 'service_token', prefix: 'xai-', form: /^xai-[A-Za-z0-9]{60,}$/ },
  { code: 'service_token', prefix: 'pplx-', form: /^pplx-[A-Za-z0-9]{40,}$/ },
  { code: 'service_token', prefix: 'r8_', form: /^r8_[A-Za-z0-9]{36,}$/ },
  { code: 'service_token', prefix: 'sbp_', form: /^sbp_[0-9a-f]{40}$/ },
  { code: 'service_token', prefix: 'sb_secret_', form: /^sb_secret_[\w-]{20,}$/ },
  { code: 'service_token', prefix: 'hvs.', form: /^hvs\.[\w-]{24,}$/ },
  { code: 'service_token', prefix: 'hvb.', form: /^hvb\.[\w-]{24,}$/ },
  { code: 'service_token', prefix: 'dp.', form: /^dp\.[a-z]{2,5}\.[\w.-]{40,}$/ },
  { code: 'service_token', prefix: 'PMAK-', form: /^PMAK-[0-9a-f]{24}-[0-9a-f]{34}$/ },
  { code: 'service_token', prefix: 'glsa_', form: /^glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}$/ },
  { code: 'service_token', prefix: 'NRAK-', form: /^NRAK-[A-Z0-9]{27}$/ },
  { code: 'service_token', prefix: 'ATATT3', form: /^ATATT3[\w-]{50,}$/ },
  { code: 'service_token', prefix: 'figd_', form: /^figd_[\w-]{40,}$/ },
  { code: 'service_token', prefix: 'sq0', form: /^sq0(?:atp|csp)-[\w-]{22,43}$/ },
  { code: 'service_token', prefix: 'key-', form: /^key-[0-9a-f]{32}$/ },
  { code: 'service_token', prefix: 'tvly-', form: /^tvly-[\w-]{20,}$/ },
  { code: 'service_token', prefix: 'nvapi-', form: /^nvapi-[\w-]{40,}$/ },
  { code: 'service_token', prefix: 'vercel_', form: /^vercel_[a-z]+_[A-Za-z0-9]{24,}$/ },
  { code: 'service_token', prefix: 'whop_', form: /^whop_[\w-]{30,}$/ },
];
