import { describe, expect, test } from 'vitest';
import { lintPrompt } from '../../../src/prompt/lint-prompt.js';
import { absenceRules, contextRules, wordRules } from '../../../src/prompt/lint-rules.js';
import { sevenD } from '../../fixtures/seven-d.js';

const context = sevenD();
const rulesIn = (prompt: string, parameters = context) => lintPrompt(prompt, parameters).map(({ rule }) => rule);

/** For each rule a prompt it speaks up on, and one it lets pass. */
const cases: Record<string, readonly [speaksUp: string, passes: string]> = {
  'too-brief': ['Write a poem.', 'Write a poem of four lines on the moon over the sea, for children.'],
  'no-task': ['The quarterly figures of the north region.', 'Summarise the quarterly figures of the north region.'],
  'no-subject-matter': ['Write something nice for me please', 'Compare diesel, electric and hybrid delivery vans'],
  'no-specifics': ['write about delivery vans', 'write about 3 delivery vans'],
  'no-example': ['Name the colors.', 'Name the colors, for example "#ff0000".'],
  'no-role': ['Review this contract.', 'Act as a lawyer and review this contract.'],
  'no-output-specification': ['Review this contract.', 'Review this contract. Return the result as a table.'],
  'no-process': ['Review this contract.', 'Review this contract.\n1. Read it.'],
  'no-success-criteria': ['Review this contract.', 'Review this contract. It must include the dates.'],
  'no-constraints': ['Review this contract.', 'Review this contract. Do not guess.'],
  'no-handling-of-gaps': ['Review this contract.', 'Review this contract. If a date is missing, ask.'],
  'no-domain-context': ['Review this contract.', 'Review this contract of a SaaS vendor.'],
  'no-situation': ['Review this contract.', 'Review this contract for a startup in a sprint.'],
  'no-purpose': ['Review this contract.', 'Review this contract so that we can sign it.'],
  'vague-word': ['Write a good poem.', 'Write a poem of four lines.'],
  'vague-quantity': ['Write several lines.', 'Write four lines.'],
  'open-list': ['Name red, green etc. in a table.', 'Name red, green and blue in a table.'],
};

describe('the rules', () => {
  const names = [...absenceRules, ...contextRules, ...wordRules].map(({ rule }) => rule);

  test('have a case each, and a name of their own', () => {
    expect(Object.keys(cases).sort()).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(Object.entries(cases))('speak up by %s only where it applies', (rule, [speaksUp, passes]) => {
    expect(rulesIn(speaksUp)).toContain(rule);
    expect(rulesIn(passes)).not.toContain(rule);
  });

  test('do not ask a generic prompt for its field', () => {
    expect(rulesIn('Review this contract.', sevenD({ domain: 'generic' }))).not.toContain('no-domain-context');
  });

  test('take words within words for something else', () => {
    expect(rulesIn('Bestow goodness on thingummies.')).not.toContain('vague-word');
  });

  test('take the numbered steps also after blank lines and spaces', () => {
    expect(rulesIn('Review this.\n\n\n   1) Read it.')).not.toContain('no-process');
    expect(rulesIn('Pay 1. of the two.')).toContain('no-process');
  });
});

describe('a finding', () => {
  const prompt = 'Make a GOOD list: \u{1F469} several things, colors etc.';
  const findings = lintPrompt(prompt, context);

  test('about a word points at that word', () => {
    const pointed = findings.flatMap(({ rule, span }) =>
      span === null ? [] : [[rule, prompt.slice(span.start, span.end)]],
    );
    expect(pointed).toEqual([
      ['vague-word', 'GOOD'],
      ['vague-word', 'things'],
      ['vague-quantity', 'several'],
      ['open-list', 'etc.'],
    ]);
  });

  test('about something missing points nowhere', () => {
    const absent = new Set([...absenceRules, ...contextRules].map(({ rule }) => rule));
    for (const { rule, span } of findings) expect(span === null).toBe(absent.has(rule));
  });

  test('says how to mend it, and quotes nothing of the prompt', () => {
    const canary = 'zebrafish zebrafish good zebrafish etc';
    const found = lintPrompt(canary, context);
    expect(found.length).toBeGreaterThan(5);
    for (const { message, fix, penalty } of found) {
      expect(message).toMatch(/\.$/);
      expect(fix).toMatch(/[.".]$/);
      expect(penalty).toBeGreaterThanOrEqual(0);
      expect(`${message} ${fix}`).not.toContain('zebrafish');
    }
  });

  test.each(wordRules)('of $rule costs nothing once the rule has taken its most', ({ rule, cap }) => {
    const word = { 'vague-word': 'stuff', 'vague-quantity': 'several', 'open-list': 'etc' }[rule];
    const penalties = lintPrompt(`${word} `.repeat(50), context).filter((finding) => finding.rule === rule);
    expect(penalties).toHaveLength(50);
    expect(penalties.reduce((sum, { penalty }) => sum + penalty, 0)).toBe(cap);
  });
});

describe('the time it takes', () => {
  // Sixteen times the longest prompt: linear work is done in some ten milliseconds, while work that
  // grows with the square would take some 40 seconds. The bound lies far from both, so that no slow machine fails it.
  const size = 160_000;
  test.each([
    ['blank lines', `a${'\n'.repeat(size)}a`],
    ['lines of one space', `a${'\n '.repeat(size / 2)}a`],
    ['spaces', `a${' '.repeat(size)}a`],
    ['one long word', 'a'.repeat(size)],
    ['hyphens', "a-'".repeat(size / 3)],
    ['headings without text', '\n# '.repeat(size / 3)],
    ['number signs', '#'.repeat(size)],
    ['beginnings of a format', 'answer '.repeat(size / 7)],
    ['beginnings of steps', 'first '.repeat(size / 6)],
    ['beginnings of a condition', 'if '.repeat(size / 3)],
    ['beginnings of a question', 'ask '.repeat(size / 4)],
    ['opened braces', '{{'.repeat(size / 2)],
    ['task headings', '\n# Task\n'.repeat(size / 8)],
    ['headings in a task', `# Task\nx${'\n\n# '.repeat(size / 4)}`],
    ['combining marks', '\u0301'.repeat(size)],
  ])('grows with the text and not with its square: %s', (_what, text) => {
    const start = performance.now();
    lintPrompt(text, context);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});
