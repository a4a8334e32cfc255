import type { IssueCategory, IssueMeaning } from '../issue-meaning.js';

const fix = 'Leave it out. If it was shown to anybody, revoke it and make a new one.';
const key = (owner: string) =>
  ({ category: 'secret' as IssueCategory, severity: 'high', message: `There is ${owner} here.`, fix }) as const;

/** What the findings of `detectSecrets` mean. */
export const secretMeanings = {
  openai_api_key: key('an API key of OpenAI'),
  anthropic_api_key: key('an API key of Anthropic'),
  promptforge_api_key: key('an API key of this service'),
  aws_access_key_id: key('the id of an AWS access key'),
  aws_secret_access_key: key('a secret access key of AWS'),
  azure_key: key('a key of an Azure account'),
  google_api_key: key('an API key or a client secret of Google'),
  github_token: key('a token of GitHub'),
  gitlab_token: key('a token of GitLab'),
  slack_token: key('a token or a webhook of Slack'),
  stripe_key: key('a secret key of Stripe'),
  twilio_key: key('an API key of Twilio'),
  sendgrid_api_key: key('an API key of SendGrid'),
  npm_token: key('an access token of npm'),
  hugging_face_token: key('an access token of Hugging Face'),
  service_token: key('an access token of a service'),
  private_key: key('a private key'),
  json_web_token: key('a signed token (JWT)'),
  url_password: key('a URL with a password'),
  bearer_token: key('a token in an authorization header'),
  assigned_secret: key('a value that is called a password, a token or a key'),
} as const satisfies Record<string, IssueMeaning>;

export type SecretCode = keyof typeof secretMeanings;
