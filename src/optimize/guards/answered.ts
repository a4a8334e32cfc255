import { framingPhrases, letterOpenings } from './framing-phrases.js';
import { asking, askingVerbs, doingVerbs, promptLabel } from './request-words.js';

/**
 * Whether a rewrite carries the task out, or speaks about itself, instead of being a prompt. It
 * rejects what begins as answers and letters do, and what asks for nothing any more though the
 * original does. It knows the words of some twenty languages, and where it doesn't know it
 * rejects nothing.
 */
export function answerRejection(original: string, candidate: string): 'answered' | null {
  // Who keeps the words of the author keeps the task.
  if (candidate.includes(original)) return null;
  const start = opening(candidate);
  const firstOfOriginal = opening(original);
  const begins = (patterns: readonly RegExp[]): boolean =>
    patterns.some((pattern) => pattern.test(start) && !pattern.test(firstOfOriginal));
  if (begins(framingPhrases) || begins(letterOpenings)) return 'answered';
  if (codeLine.test(start) && !codeLine.test(firstOfOriginal) && !original.includes(firstLine(candidate)))
    return 'answered';

  const verbs = requestIn(original, new Set()).verbs;
  if (requestIn(candidate, verbs).found) return null;
  const questions = questionsIn(original);
  if (repeats(questionsIn(candidate), original)) return null;
  const asked = questions.length > 0 || requestIn(original, doingVerbs).found;
  return asked ? 'answered' : null;
}

/** How programs, queries and data begin. */
const codeLine =
  /^(?:!\/|```(?!markdown|md|text|txt|prompt)|select\b[^\n]{1,160}(?:\n|\bfrom\b)|create table\b|insert into\b|with \w{1,60} as \(|(?:async )?function\*? \w{1,60}\(|(?:async )?def \w{1,60}\(|class \w{1,60}[:({ ]|import [\w{*"'][^\n]{0,160}(?:\n|;|from)|from [\w.]{1,60} import |(?:export )?(?:const|let|var) [\w{[][^\n=]{0,80}=|public (?:static |final )?(?:class|void)|package \w|using \w|<\?php|<!doctype|<html|\{\s|\[\s?[{"\d]|\/[\^\\([][^\n]{3,200}\/[gimsuy]{0,4}\s?(?:$|\n))/iu;
const fence = /```[^`]*(?:```|$)/g;
const quotation = /"[^"\n]*"|“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|「[^「」\n]*」/gu;
const mark = /^(?:[\s>#*_-]|\d{1,3}[.)](?=\s))+/u;
const listMark = /^\s*(?:[-*+•]|\d{1,3}[.)])\s/u;
const sentenceBreak = /(?<=[.!?:;。！？])\s+|\n/u;
const firstWords = /[\p{L}\p{M}'’]+/gu;
const lead = new Set(
  'please kindly also then now first next finally and or to always carefully clearly briefly concisely you must should bitte veuillez por favor per favore'.split(
    ' ',
  ),
);

function opening(text: string): string {
  return text.replace(mark, '').slice(0, 200);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

interface Request {
  readonly found: boolean;
  /** The verbs that begin its instructions. */
  readonly verbs: ReadonlySet<string>;
}

/** @param known verbs that count as instructions although answers use them too. */
function requestIn(text: string, known: ReadonlySet<string>): Request {
  const spoken = text.replace(fence, '\n').replace(quotation, ' ');
  const verbs = new Set<string>();
  let found = false;
  for (const [at, sentence] of spoken.split(sentenceBreak).entries()) {
    const plain = sentence.replace(mark, '').trim();
    const isStep = listMark.test(sentence);
    const verb = verbOf(plain);
    if (verb !== null) verbs.add(verb);
    // The steps of an answer begin with verbs too: there it takes those of the original.
    if (verb !== null && (known.has(verb) || (askingVerbs.has(verb) && !(isStep && at > 0)))) found = true;
    if (promptLabel.test(plain) || (!isStep && asking.some((pattern) => pattern.test(plain)))) found = true;
  }
  return { found, verbs };
}

/** The verb a sentence begins with, behind some words of courtesy, or a clause behind a comma that only a request begins with. */
function verbOf(sentence: string): string | null {
  const [first = '', ...others] = sentence.split(/[,，、]/u).slice(0, 3);
  return (
    firstVerb(first, [askingVerbs, doingVerbs]) ??
    others.map((clause) => firstVerb(clause, [askingVerbs])).find((verb) => verb !== null) ??
    null
  );
}

function firstVerb(clause: string, verbs: readonly ReadonlySet<string>[]): string | null {
  for (const word of (clause.slice(0, 120).toLowerCase().match(firstWords) ?? []).slice(0, 4)) {
    if (verbs.some((known) => known.has(word))) return word;
    if (!lead.has(word)) return null;
  }
  return null;
}

const afterSentence = /(?<=[.!?。！？؟])|\n/u;
const questionMark = /[?？؟]$/u;
const contentWord = /[\p{L}\p{N}]{4,}/gu;
const denseScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{2}/gu;

function questionsIn(text: string): readonly string[] {
  return text
    .replace(fence, '\n')
    .split(afterSentence)
    .filter((sentence) => sentence.length > 3 && questionMark.test(sentence));
}

/** Whether one of the questions is about what a text is about: two words in common, or all it has. */
function repeats(questions: readonly string[], text: string): boolean {
  const matter = new Set(contentOf(text));
  return questions.some((asked) => {
    const common = new Set(contentOf(asked).filter((word) => matter.has(word)));
    return common.size >= Math.min(2, Math.max(1, matter.size));
  });
}

function contentOf(text: string): readonly string[] {
  return [...(text.toLowerCase().match(contentWord) ?? []), ...(text.match(denseScript) ?? [])];
}
