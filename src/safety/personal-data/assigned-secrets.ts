import type { Found } from './found.js';
import { entropyOf, isPlaceholderValue } from './placeholder-value.js';
import type { SecretCode } from './secret-meanings.js';

/** Names of secrets, before what gives them a value. */
const assignments =
  /(passwords?|passwd|passphrase|passcode|\bpwd|kennwort|passwort|contraseña|mot de passe|secrets?|token|api[ _-]?key|apikey|access[ _-]?key(?:[ _-]?id)?|account[ _-]?key|shared[ _-]?access[ _-]?key|private[ _-]?key|auth[ _-]?key|encryption[ _-]?key|signing[ _-]?key|subscription[ _-]?key|credentials?|\bkey|authorization|bearer)(["'`\])]?\s?(?::=|=>|==?|:)\s?|\s(?:is|ist|est|es)\s(?::\s)?|\s)/gi;
const longest = 512;

/** Values that are called a secret and look like one: `password = "…"`, `"apiKey": "…"`, `Bearer …`. */
export function assignedSecrets(text: string): readonly Found<SecretCode>[] {
  const found: Found<SecretCode>[] = [];
  let past = 0;
  for (const match of text.matchAll(assignments)) {
    const [whole, name = '', link = ''] = match;
    let from = match.index + whole.length;
    if (from <= past) continue;
    const scheme = /^(?:bearer|basic|token)\s/i.exec(text.slice(from, from + 8))?.[0] ?? '';
    from += scheme.length;
    const quote = /^["'`]/.exec(text[from] ?? '')?.[0];
    if (quote !== undefined) from += 1;
    const value = valueAt(text, from, quote);
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    const code = codeOf(`${before}${name}`, scheme);
    const confidence = confidenceOf(value, { name, link, scheme, quote });
    if (confidence === 0) continue;
    past = from + value.length;
    found.push({ code, start: from, end: past, confidence });
  }
  return found;
}

function valueAt(text: string, from: number, quote: string | undefined): string {
  const rest = text.slice(from, from + longest);
  if (quote === undefined) return trimmed(/^[^\s"'`,;<>()[\]{}|]*/.exec(rest)?.[0] ?? '');
  const end = rest.search(/["'`\n]/);
  return end === -1 || rest[end] !== quote ? '' : rest.slice(0, end);
}

/** Without what ends a sentence. */
function trimmed(value: string): string {
  let end = value.length;
  while (end > 0 && /[.:?]/.test(value[end - 1] ?? '')) end -= 1;
  return value.slice(0, end);
}

function codeOf(name: string, scheme: string): SecretCode {
  if (scheme !== '' || /bearer$|authorization$/i.test(name)) return 'bearer_token';
  if (/aws/i.test(name) && /key|secret/i.test(name)) return 'aws_secret_access_key';
  if (/azure|account[ _-]?key$|shared[ _-]?access[ _-]?key$|subscription[ _-]?key$/i.test(name)) return 'azure_key';
  return 'assigned_secret';
}

interface Assignment {
  readonly name: string;
  readonly link: string;
  readonly scheme: string;
  readonly quote: string | undefined;
}

function confidenceOf(value: string, { name, link, scheme, quote }: Assignment): number {
  const random = value.length >= 16 && isRandom(value);
  const isPassword = /pass|pwd|kennwort|contraseña/i.test(name);
  // Most values end here, before they are looked at more closely.
  if (!random && !(isPassword && /\d|[^\w.:/-]/.test(value))) return 0;
  if (/\s/.test(value) || isPlaceholderValue(value) || isCode(value)) return 0;
  const spoken = !/[:=]/.test(link);
  if (/bearer|authorization/i.test(name) || scheme !== '') return random ? 0.9 : 0;
  // "key abc": without a sign or a verb only what can hardly be a word.
  if (/^key$/i.test(name) && (value.length < 24 || isUuid(value))) return 0;
  if (/^\s$/.test(link)) return random && value.length >= 32 ? 0.6 : 0;
  if (random) return quote === undefined ? 0.75 : 0.85;
  if (!isPassword || (/^[a-z]{0,12}\d{0,2}$/i.test(value) && (spoken || quote === undefined))) return 0;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length;
  if (value.length < 6 || kinds < 2) return 0;
  return kinds >= 3 || quote !== undefined ? 0.65 : 0.5;
}

function isUuid(value: string): boolean {
  return value.length === 36 && /^[0-9a-f-]+$/i.test(value);
}

/** Letters and digits mixed as no word mixes them. */
function isRandom(value: string): boolean {
  const changes = value.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
  return changes >= 3 && /^[\w+/=.~:!@#$%^&*-]+$/.test(value) && entropyOf(value) >= 3;
}

/** A call, a path, a variable, an address: process.env.TOKEN, os.environ, $PASSWORD, https://… */
function isCode(value: string): boolean {
  return /^(?:[A-Za-z_$][\w$]*[.(]|https?:|[$%@&*:][A-Za-z_{(]|\/|\.\/|[A-Z][A-Z0-9]*_[A-Z0-9_]+$|[A-Za-z]+(?:[_-](?:[A-Za-z]+|\d{1,4}))+$)/.test(
    value,
  );
}
