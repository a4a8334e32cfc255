import { htmlElements } from './html-elements.js';

/**
 * The spellings in which people leave room in a prompt, each with how sure it is one. What is
 * `certain` hardly means anything else, so that a text that gains one has invented it. What is
 * `likely` is also found in code and plain text: losing it is a loss all the same.
 */
interface Placeholder {
  readonly text: string;
  readonly certain: boolean;
}

// The longest first: {{{a}}}, `{{a}}`, `${a}` and `{a}` are four different placeholders.
const spellings = [
  /\{\{\{[^{}\n]{1,80}\}\}\}/u,
  /\{\{[^{}\n]{1,80}\}\}/u,
  /\$\{[^{}\n]{1,80}\}/u,
  /\{%[^{}%\n]{1,80}%\}/u,
  // {name}, {first name}, {0}, {total:.2f}, {user's name}; neither JSON nor a rule of CSS nor a set.
  /\{[^{}\n"`;=<>|,\\]{1,64}\}/u,
  /｛[^｛｝\n]{1,64}｝/u,
  /<<[^<>\n]{1,64}>>/u,
  /<%[^<>%\n]{1,80}%>/u,
  /<\p{L}[\p{L}\p{M}\p{N}_ .'-]{0,63}>/u,
  /\[\[[^[\]\n]{1,64}\]\]/u,
  /\[[^[\]{}()<>\n"=]{1,64}\]/u,
  /%\([\w.]{1,64}\)[sdif]/u,
  /%[sd]\b/u,
  /\$[A-Za-z_][A-Za-z0-9_]{1,63}\b/u,
  /__[A-Z][A-Z0-9]{1,40}__/u,
];

const pattern = new RegExp(spellings.map(({ source }) => source).join('|'), 'gu');

const nameInBraces = /^\{[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ .-]*\}$/u;
const someName = /[\p{L}\p{N}]/u;
/** Not room for something: [a-z]{5}, \d{4}, x^{2}. */
const repeated = /(?:[\])*+.^_]|\\[A-Za-z]{1,20})$/;
const onlyDigits = /^\{\d+\}$/;
/** Part of a formula: x_{i}, e^{kt}, \frac{a}. */
const ofFormula = /(?:\^|\\[A-Za-z]{1,20})$/;
const oneLetter = /^\{[A-Za-z]\}$/;
const property = /:\s/;
const identifierEnd = /[A-Za-z0-9_]$/;
const letterFirst = /^\[ ?\p{L}/u;
const screaming = /^\[[\p{Lu}\p{Lo}][\p{Lu}\p{Lo}\p{M}\p{N}_ ]*\]$/u;
/** [Your Name], [Company name], [insert the date]: somebody is to fill them in. */
const titled = /^\[\p{Lu}[\p{L}\p{M}'’]+(?: [\p{L}\p{M}\p{N}'’]+)+\]$/u;
const toFillIn = /^\[(?:your|insert|enter|fill|specify|choose|replace|add) [\p{L}\p{M}\p{N}'’ ]+\]$/iu;
/** What follows the text of a link of Markdown, or its name where it is defined. */
const afterLink = /^(?:\((?:https?:|mailto:|[/#.<]|[\w-]+\.\w)|: (?:https?:|[/#<]))/;
/** [email_address:1] stands where `redact` took something out. */
const redacted = /^\[[a-z_]+:\d+\]$/;
const listMark = /(?:^|\n)[^\S\n]{0,8}(?:[-*+]|\d{1,3}[.)]) $/;

/** The distinct placeholders of a prompt, as they are written: everything that may be one. */
export function placeholdersOf(prompt: string): ReadonlySet<string> {
  return new Set(placeholdersIn(prompt).map(({ text }) => text));
}

/** Those that are placeholders without much doubt, so that a text that gains one has invented it. */
export function certainPlaceholdersOf(prompt: string): ReadonlySet<string> {
  return new Set(placeholdersIn(prompt).flatMap(({ text, certain }) => (certain ? [text] : [])));
}

/**
 * What a rewrite did to the placeholders of its original; null when it has them all and no new ones.
 * How often each stands there is the rewriter's business.
 */
export function placeholderRejection(
  original: string,
  candidate: string,
): 'placeholder_lost' | 'placeholder_invented' | null {
  const kept = placeholdersOf(candidate);
  const tags = closedTags(original);
  for (const text of placeholdersOf(original)) if (!kept.has(text) && !tags.has(text)) return 'placeholder_lost';
  // Whoever reads a placeholder with signs that show nothing, or in full width, sees a placeholder.
  const known = new Set([...placeholdersOf(original), ...placeholdersOf(plainly(original))]);
  for (const text of certainPlaceholdersOf(plainly(candidate))) if (!known.has(text)) return 'placeholder_invented';
  return null;
}

const unseen = /\p{Cf}/gu;

function plainly(text: string): string {
  return text.replace(unseen, '').normalize('NFKC');
}

function placeholdersIn(prompt: string): readonly Placeholder[] {
  return [...prompt.matchAll(pattern)].flatMap(({ 0: text, index }) => {
    const before = prompt.slice(Math.max(0, index - 24), index);
    const after = prompt.slice(index + text.length, index + text.length + 24);
    const certain = certainty(text, before, after);
    return certain === null ? [] : [{ text, certain }];
  });
}

/** True when it is one without much doubt, false when it may be, null when it is none. */
function certainty(text: string, before: string, after: string): boolean | null {
  if (!someName.test(text)) return null;
  if (text.startsWith('{{') || text.startsWith('${')) return true;
  if (text.startsWith('{%')) return false;
  if (text.startsWith('{')) return certaintyInBraces(text, before);
  if (text.startsWith('<') && !text.startsWith('<<') && !text.startsWith('<%')) {
    if (htmlElements.has(text.slice(1, -1).toLowerCase())) return null;
    // Promise<Result> is a type.
    return !identifierEnd.test(before);
  }
  if (text.startsWith('[[')) return false;
  if (text.startsWith('[')) return certaintyInBrackets(text, before, after);
  return false;
}

function certaintyInBraces(text: string, before: string): boolean | null {
  if (property.test(text)) return null;
  if (onlyDigits.test(text) && repeated.test(before)) return null;
  if (ofFormula.test(before) || (oneLetter.test(text) && before.endsWith('_'))) return null;
  return nameInBraces.test(text);
}

function certaintyInBrackets(text: string, before: string, after: string): boolean | null {
  if (!letterFirst.test(text) || redacted.test(text) || afterLink.test(after)) return null;
  if (/^\[[xX]\]$/.test(text)) return listMark.test(before) || text === '[x]' ? null : true;
  if (screaming.test(text)) return true;
  // rows[index] reads from a list.
  if (text.length < 4 || identifierEnd.test(before)) return null;
  return titled.test(text) || toFillIn.test(text);
}

const closing = /<\/(\p{L}[\p{L}\p{M}\p{N}_ .'-]{0,63})>/gu;

/** Tags that the text also closes: they mark where something begins and ends, and stand for nothing. */
function closedTags(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(closing)].map(([, name]) => `<${name}>`));
}
