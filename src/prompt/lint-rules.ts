import type { Finding } from '../domain/scores/finding.js';
import type { SevenD } from '../domain/seven-d/seven-d.js';
import type { SevenDParameter, SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import { type Following, hasFollowing } from './followed-by.js';
import { nameOf } from './section-texts.js';

type Verdict = Omit<Finding, 'rule' | 'dimension' | 'span'>;

/** A rule about something the whole prompt should have. */
export interface AbsenceRule extends Verdict {
  readonly rule: string;
  readonly dimension: Finding['dimension'];
  /** True when the prompt has it. `task` is what its author wrote, without sections that were composed. */
  readonly present: (prompt: string, task: string) => boolean;
}

/** A rule about how the prompt fits its 7D parameters. */
export interface ContextRule extends Omit<AbsenceRule, 'present'> {
  readonly present: (prompt: string, sevenD: SevenD, ruleset: SevenDRuleset) => boolean;
}

/** A rule about words that weaken a prompt wherever they stand. */
export interface WordRule extends Verdict {
  readonly rule: string;
  readonly dimension: Finding['dimension'];
  readonly pattern: RegExp;
  /** The most that all findings of this rule together may take. */
  readonly cap: number;
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? [];

/** Words that say nothing of the matter at hand. */
const empty = new Set(
  (
    'a an and are as at be but by can could do does for from get give good great had has have he help her his how i if in into is it its ' +
    'like make me more my nice not of on one or our out please she should so some something stuff than that the their them then there ' +
    'these they thing things this those to up us very want was we were what when where which who why will with would write you your etc asap'
  ).split(' '),
);
const contentWords = (text: string): number => new Set(wordsOf(text).filter((word) => !empty.has(word))).size;

const lineBreak = /[\n\r\u2028\u2029]/;
const formOfAnswer: Following = {
  first: /\b(output|format|respond|return|answer|deliver)\w*/gi,
  reach: 40,
  second: /\b(as|in|with|format|json|yaml|markdown|table|list|checklist|bullet|sections?|csv|diagram|code)\b/i,
  longest: 10,
  stop: lineBreak,
};
const firstThen: Following = { first: /\bfirst\b/gi, reach: 200, second: /\bthen/i, longest: 4, stop: /\./ };
const ifMissing: Following = {
  first: /\bif /gi,
  reach: 60,
  second: /missing|unclear|unknown|not (given|known|sure)/i,
  longest: 9,
  stop: lineBreak,
};
const askQuestion: Following = { first: /\bask /gi, reach: 30, second: /question/i, longest: 8, stop: lineBreak };

/** Patterns know English only, and read structure rather than meaning: they are a first pass, not a judge. */
export const absenceRules: readonly AbsenceRule[] = [
  {
    rule: 'too-brief',
    dimension: 'clarity',
    penalty: 25,
    message: 'The task has fewer than 12 words.',
    fix: 'Say who it is for, what should come out, and what it should be based on.',
    present: (_prompt, task) => wordsOf(task).length >= 12,
  },
  {
    rule: 'no-task',
    dimension: 'clarity',
    penalty: 20,
    message: 'No task is stated.',
    fix: 'Start with a verb: write, list, compare, explain, review.',
    present: (_prompt, task) =>
      /\b(write|draft|create|make|build|design|plan|list|compare|explain|describe|summari[sz]e|analy[sz]e|review|improve|generate|translate|suggest|give|help|prepare|develop|outline|evaluate|classify|extract|convert|find|fix|act as|what|how|why|which)\b/i.test(
        task,
      ),
  },
  {
    rule: 'no-subject-matter',
    dimension: 'clarity',
    penalty: 30,
    message: 'The task has fewer than 6 words that say what it is about.',
    fix: 'Name the matter: product, text, data, event, question.',
    present: (_prompt, task) => contentWords(task) >= 6,
  },
  {
    rule: 'no-specifics',
    dimension: 'execution',
    penalty: 10,
    message: 'The task holds no number, name, quote or placeholder to work with.',
    fix: 'Give the facts the answer must use, or a placeholder where they go.',
    present: (_prompt, task) => /\d|["“«`{<[]|\p{Ll}[\s,;:(]+\p{Lu}\p{L}/u.test(task),
  },
  {
    rule: 'no-example',
    dimension: 'execution',
    penalty: 8,
    message: 'No example shows what a good answer looks like.',
    fix: 'Add a short example of the answer, or of one entry of it.',
    // Nothing that is composed holds an example under this word.
    present: (prompt, task) =>
      /\b(for example|for instance|e\.g\.|example|sample|such as)\b|```/i.test(task) || /\nExample\b/.test(prompt),
  },
  {
    rule: 'no-role',
    dimension: 'clarity',
    penalty: 10,
    message: 'It does not say from whose point of view to answer.',
    fix: 'Name a role: "Act as an experienced ...".',
    present: (prompt) =>
      /\b(act as|you are|as an? (experienced|senior|expert)|your role|in the role of)\b/i.test(prompt),
  },
  {
    rule: 'no-output-specification',
    dimension: 'execution',
    penalty: 25,
    message: 'The form of the answer is not specified.',
    fix: 'Name the format, its parts and its length.',
    present: (prompt) => /(^|\n)#+ .*\b(output|format|deliverable)/i.test(prompt) || hasFollowing(prompt, formOfAnswer),
  },
  {
    rule: 'no-process',
    dimension: 'execution',
    penalty: 15,
    message: 'It does not say how to go about the work.',
    fix: 'Give the steps in order.',
    // No line feed in the white space: many blank lines would be read over and over again.
    present: (prompt) =>
      /(^|\n)[^\S\n]*(1[.)]|step 1\b)|\b(step by step|steps?:)/i.test(prompt) || hasFollowing(prompt, firstThen),
  },
  {
    rule: 'no-success-criteria',
    dimension: 'execution',
    penalty: 15,
    message: 'It does not say how to tell a good answer from a bad one.',
    fix: 'Name criteria the answer can be checked against.',
    present: (prompt) =>
      /\b(success criteria|acceptance criteria|must (include|contain|cover|be|have)|check (that|before)|criteria|evaluat(e|ion)|verify)\b/i.test(
        prompt,
      ),
  },
  {
    rule: 'no-constraints',
    dimension: 'ambiguity',
    penalty: 14,
    message: 'Nothing says what to leave out or not to do.',
    fix: 'State limits: scope, sources, tone, what to avoid.',
    present: (prompt) =>
      /\b(do not|don't|avoid|never|without|only|at most|no more than|limit(ed)? to|must not|exclude)\b/i.test(prompt),
  },
  {
    rule: 'no-handling-of-gaps',
    dimension: 'ambiguity',
    penalty: 10,
    message: 'It does not say what to do where information is missing.',
    fix: 'Ask for open questions or stated assumptions instead of guesses.',
    present: (prompt) =>
      /\b(assumptions?|clarif)/i.test(prompt) || hasFollowing(prompt, ifMissing) || hasFollowing(prompt, askQuestion),
  },
];

const situation = ['scale', 'urgency', 'resources'] as const;

export const contextRules: readonly ContextRule[] = [
  {
    rule: 'no-domain-context',
    dimension: 'business_fit',
    penalty: 20,
    message: 'The domain does not show in the prompt.',
    fix: 'Say which field and kind of organization this is for.',
    present: (prompt, sevenD, ruleset) => sevenD.domain === 'generic' || mentions(prompt, sevenD, 'domain', ruleset),
  },
  {
    rule: 'no-situation',
    dimension: 'business_fit',
    penalty: 15,
    message: 'Size, urgency and means of the organization do not show in the prompt.',
    fix: 'State scale, time frame and resources.',
    present: (prompt, sevenD, ruleset) =>
      situation.filter((parameter) => mentions(prompt, sevenD, parameter, ruleset)).length >= 2,
  },
  {
    rule: 'no-purpose',
    dimension: 'business_fit',
    penalty: 12,
    message: 'It does not say what the answer will be used for.',
    fix: 'Name the purpose: training, audit, implementation, decision.',
    present: (prompt, sevenD, ruleset) =>
      mentions(prompt, sevenD, 'application', ruleset) ||
      /\b(so that|in order to|purpose|used (for|to|by)|audience)\b/i.test(prompt),
  },
];

export const wordRules: readonly WordRule[] = [
  {
    rule: 'vague-word',
    dimension: 'ambiguity',
    penalty: 7,
    cap: 28,
    message: 'This word means something else to every reader.',
    fix: 'Say what makes it so: a number, an example, a property.',
    pattern:
      /\b(good|nice|great|cool|best|better|stuff|things?|something|somehow|anything|whatever|appropriate|interesting|proper|modern|simple|engaging|professional|asap)\b/gi,
  },
  {
    rule: 'vague-quantity',
    dimension: 'ambiguity',
    penalty: 5,
    cap: 15,
    message: 'This amount is left open.',
    fix: 'Give a number or a range.',
    pattern: /\b(some|a few|several|many|lots of|a lot of|a couple of|various|a bit)\b/gi,
  },
  {
    rule: 'open-list',
    dimension: 'ambiguity',
    penalty: 8,
    cap: 16,
    message: 'The list is left open.',
    fix: 'Finish the list, or say how to complete it.',
    pattern: /\betc\b\.?|\band so on\b|\band the like\b/gi,
  },
];

/** Whether a value stands in a prompt, as it is called in the lists or as it is written in prompts. */
function mentions(prompt: string, sevenD: SevenD, parameter: SevenDParameter, ruleset: SevenDRuleset): boolean {
  const value = sevenD[parameter];
  const text = prompt.toLowerCase();
  return text.includes(value.replaceAll('_', ' ')) || text.includes(nameOf(ruleset, parameter, value).toLowerCase());
}
