import createDOMPurify from 'dompurify';
import { JSDOM } from 'jsdom';
import sanitizeHtml from 'sanitize-html';
import { filterXSS } from 'xss';
import { escapeHtml, sanitize, validatePrompt } from '../../src/prompts.js';

/** Somebody who makes a text safe for something: the peers for a page, ours for a model. */
export interface Validator {
  readonly name: string;
  /** What comes out; null for a text that is turned away. */
  treat(text: string): string | null | Promise<string | null>;
  /** A text that it is there to do something about, and what that comes to. */
  readonly proof: readonly [text: string, outcome: string | null];
  /** Begins with a fresh state, where one becomes slower with every call. */
  renew?(): void;
}

export const nothing = 'nothing at all';
export const peer = 'sanitize-html';

const markup = 'Say <b onclick="x()">hi</b><script>x()</script> to us.';
const password = 'Connect to postgres://ada:correct-horse-9@db.example.com/app and list the tables.';
const redacted = 'Connect to postgres://ada:[url_password:1]@db.example.com/app and list the tables.';

const newPurifier = () => createDOMPurify(new JSDOM('').window);
let purifier = newPurifier();

/** Each as its documentation has it, with what it does by default. */
export const validators: readonly Validator[] = [
  { name: peer, treat: (text) => sanitizeHtml(text), proof: [markup, 'Say <b>hi</b> to us.'] },
  {
    name: 'sanitize-html, escaping tags',
    treat: (text) => sanitizeHtml(text, { disallowedTagsMode: 'escape' }),
    proof: [markup, 'Say <b>hi</b>&lt;script&gt;x()&lt;/script&gt; to us.'],
  },
  {
    name: 'DOMPurify on jsdom',
    treat: (text) => purifier.sanitize(text),
    proof: [markup, 'Say <b>hi</b> to us.'],
    renew() {
      purifier = newPurifier();
    },
  },
  {
    name: 'js-xss',
    treat: (text) => filterXSS(text),
    proof: [markup, 'Say <b>hi</b>&lt;script&gt;x()&lt;/script&gt; to us.'],
  },
  {
    name: 'PromptForge, sanitize alone',
    treat: (text) => sanitize(text),
    proof: ['Write a pl\u202ean for the launch.', 'Write a plan for the launch.'],
  },
  {
    name: 'PromptForge, escapeHtml alone',
    treat: (text) => escapeHtml(text),
    proof: ['<b>', '&lt;b&gt;'],
  },
  { name: 'PromptForge, balanced', treat: (text) => validated(text, 'balanced'), proof: [password, redacted] },
  {
    name: 'PromptForge, balanced, then escapeHtml',
    async treat(text) {
      const clean = await validated(text, 'balanced');
      return clean === null ? null : escapeHtml(clean);
    },
    proof: ['Say <b>hi</b> to us.', 'Say &lt;b&gt;hi&lt;/b&gt; to us.'],
  },
  { name: 'PromptForge, strict', treat: (text) => validated(text, 'strict'), proof: [markup, null] },
];

/** Too short or too long for a prompt, a text is the value of a form, of which neither is asked. */
async function validated(text: string, preset: 'balanced' | 'strict'): Promise<string | null> {
  const length = [...sanitize(text).trim()].length;
  const isPrompt = length >= 10 && length <= 10_000;
  const { ok, sanitized } = await validatePrompt(isPrompt ? { prompt: text } : { inputs: { text } }, preset);
  if (!ok) return null;
  return isPrompt ? sanitized.prompt : (sanitized.inputs as { readonly text: string }).text;
}
