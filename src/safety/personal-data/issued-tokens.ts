import type { Found } from './found.js';
import { isPlaceholderValue } from './placeholder-value.js';
import type { SecretCode } from './secret-issues.js';
import { tokenForms } from './token-forms.js';

const longestBody = 4096;

/** Tokens whose issuer gave them a form of their own. */
export function issuedTokens(text: string): readonly Found<SecretCode>[] {
  return [...text.matchAll(/[\w.-]{16,}/g)].flatMap(({ 0: run, index }) => {
    // A full stop or a dash at the end belongs to the sentence; a URL may have one in front.
    let end = run.length;
    while (end > 0 && /[.-]/.test(run[end - 1] ?? '')) end -= 1;
    const token = run.slice(0, Math.min(end, longestBody));
    const code = codeOf(token);
    if (code === null || isPlaceholderValue(token.slice(0, 256))) return [];
    return [{ code, start: index, end: index + end, confidence: 0.95 }];
  });
}

function codeOf(token: string): SecretCode | null {
  for (const { code, prefix, form } of tokenForms) {
    if (token.startsWith(prefix) && form.test(token) && hasVariety(token)) return code;
  }
  return null;
}

/** sk-learn-pipeline-with-many-words is a name: a key has digits, or letters of both cases within its words. */
function hasVariety(token: string): boolean {
  return /\d/.test(token) || /[a-z][A-Z]/.test(token);
}
