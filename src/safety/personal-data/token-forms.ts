import type { SecretCode } from './secret-meanings.js';

/** What stands behind the prefix of a token. */
export type TokenAlphabet = 'word' | 'dotted' | 'alphanumeric' | 'upper' | 'hex';

/** How the tokens of an issuer look. */
export interface TokenForm {
  readonly code: SecretCode;
  /** What they begin with, in this case. */
  readonly prefix: string;
  readonly alphabet: TokenAlphabet;
  /** How many characters stand behind the prefix. Where the length has grown over time, no more than the least is known. */
  readonly least: number;
  readonly most?: number;
  /** How many full stops are among them. */
  readonly dots?: number;
  /** How many characters stand between the first two of them. */
  readonly middle?: number;
}

function forms(code: SecretCode, alphabet: TokenAlphabet, least: number, ...prefixes: readonly string[]): TokenForm[] {
  return prefixes.map((prefix) => ({ code, prefix, alphabet, least }));
}

/** From what the issuers publish of their prefixes. The first that fits counts. */
export const tokenForms: readonly TokenForm[] = [
  ...forms('anthropic_api_key', 'word', 20, 'sk-ant-'),
  // OpenRouter, DeepSeek and others took over the prefix.
  ...forms('openai_api_key', 'word', 20, 'sk-'),
  ...forms('promptforge_api_key', 'word', 68, 'pfk_'),
  { code: 'aws_access_key_id', prefix: 'AKIA', alphabet: 'upper', least: 16, most: 16 },
  { code: 'aws_access_key_id', prefix: 'ASIA', alphabet: 'upper', least: 16, most: 16 },
  ...forms('google_api_key', 'word', 35, 'AIza'),
  ...forms('google_api_key', 'word', 24, 'GOCSPX-'),
  ...forms('google_api_key', 'dotted', 30, 'ya29.'),
  ...forms('github_token', 'alphanumeric', 30, 'ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'),
  ...forms('github_token', 'word', 50, 'github_pat_'),
  ...forms('gitlab_token', 'dotted', 20, 'glpat-', 'gldt-', 'glrt-', 'glptt-', 'glcbt-', 'glsoat-', 'gloas-', 'glft-'),
  ...forms(
    'slack_token',
    'word',
    16,
    'xoxb-',
    'xoxp-',
    'xoxa-',
    'xoxe-',
    'xoxe.',
    'xoxo-',
    'xoxr-',
    'xoxs-',
    'xoxc-',
    'xoxd-',
  ),
  ...forms('slack_token', 'word', 22, 'xapp-'),
  ...forms('stripe_key', 'alphanumeric', 16, 'sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'whsec_'),
  { code: 'twilio_key', prefix: 'SK', alphabet: 'hex', least: 32, most: 32 },
  { code: 'sendgrid_api_key', prefix: 'SG.', alphabet: 'dotted', least: 50, dots: 1 },
  ...forms('npm_token', 'alphanumeric', 36, 'npm_'),
  ...forms('hugging_face_token', 'alphanumeric', 30, 'hf_'),
  { code: 'json_web_token', prefix: 'eyJ', alphabet: 'dotted', least: 30, dots: 2 },
  ...['M', 'N', 'O'].map(
    (prefix): TokenForm => ({
      code: 'service_token',
      prefix,
      alphabet: 'dotted',
      least: 57,
      most: 80,
      dots: 2,
      middle: 6,
    }),
  ),
  { code: 'service_token', prefix: 'pat', alphabet: 'dotted', least: 79, most: 90, dots: 1 },
  { code: 'service_token', prefix: 'secret_', alphabet: 'alphanumeric', least: 43, most: 43 },
  { code: 'service_token', prefix: 're_', alphabet: 'word', least: 33, most: 33 },
  { code: 'service_token', prefix: 'NRAK-', alphabet: 'alphanumeric', least: 27, most: 27 },
  { code: 'service_token', prefix: 'pul-', alphabet: 'hex', least: 40, most: 40 },
  { code: 'service_token', prefix: 'dapi', alphabet: 'hex', least: 32, most: 32 },
  { code: 'service_token', prefix: 'key-', alphabet: 'hex', least: 32, most: 32 },
  ...forms('service_token', 'hex', 32, 'shpat_', 'shpss_', 'shpca_', 'shppa_', 'dop_v1_', 'doo_v1_', 'dor_v1_', 'sbp_'),
  ...forms(
    'service_token',
    'alphanumeric',
    32,
    'lin_api_',
    'ntn_',
    'gsk_',
    'xai-',
    'pplx-',
    'r8_',
    'fw_',
    'rubygems_',
    'nfp_',
    'ATBB',
  ),
  ...forms(
    'service_token',
    'word',
    40,
    'pypi-AgEI',
    'PMAK-',
    'glsa_',
    'ATATT3',
    'figd_',
    'nvapi-',
    'lsv2_pt_',
    'lsv2_sk_',
    'pcsk_',
    'fo1_',
    'fm2_',
    'sgp_',
    'CCIPAT_',
  ),
  ...forms(
    'service_token',
    'word',
    20,
    'tvly-',
    'sb_secret_',
    'sq0atp-',
    'sq0csp-',
    'hvs.',
    'hvb.',
    'sntrys_',
    'sntryu_',
    'dckr_pat_',
    'dckr_oat_',
    'tskey-',
    'bkua_',
  ),
  ...forms('service_token', 'word', 30, 'pscale_tkn_', 'pscale_pw_', 'pscale_oauth_', 'AGE-SECRET-KEY-1'),
  ...forms('service_token', 'alphanumeric', 56, 'EAA'),
  ...forms('service_token', 'dotted', 40, 'dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.'),
];
