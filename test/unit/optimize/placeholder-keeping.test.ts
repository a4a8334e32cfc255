import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rejectCandidate } from '../../../src/optimize/reject-candidate.js';
import { composePrompt } from '../../../src/prompt/compose-prompt.js';
import { lintPrompt } from '../../../src/prompt/lint-prompt.js';
import { sevenD } from '../../fixtures/seven-d.js';

/** The five spellings. The test knows which names it puts into a prompt, and asks nobody. */
const spellings = [
  (name: string) => `{${name}}`,
  (name: string) => `{{${name}}}`,
  (name: string) => `\${${name}}`,
  (name: string) => `<${name}>`,
  (name: string) => `[${name.toUpperCase()}]`,
] as const;
const names = 'customer order_id firma первый_клиент città année größe naam product2 due_date'.split(' ');
const strangers = 'stranger fremder_wert чужое inconnu new_field'.split(' ');

/** Places where people put placeholders, `@` being one. */
const places = [
  'Write to @ about the invoice.',
  'Greet @, then thank them.',
  'Keep the number of @ as it is.',
  'Answer with {"to": "@", "count": 3} and nothing else.',
  'Follow this sample:\n```\nDear @,\nwelcome\n```',
  '- [ ] call @\n- [x] done',
  'Use <b>@</b> once<br/>.',
  'See [the guide](https://example.org/a) for @.',
  'For @, take x from {1, 2} or {"a": 1}.',
  'Send it to "@" and **@**.',
  '.card { color: red; } belongs to @',
  'Sum [1] and [^2] for @@.',
];

interface Written {
  readonly prompt: string;
  readonly placeholders: readonly string[];
}

const written: fc.Arbitrary<Written> = fc
  .array(
    fc.record({
      place: fc.constantFrom(...places),
      name: fc.constantFrom(...names),
      spell: fc.constantFrom(...spellings),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => ({
    prompt: parts.map(({ place, name, spell }) => place.replaceAll('@', () => spell(name))).join('\n'),
    placeholders: [...new Set(parts.map(({ name, spell }) => spell(name)))],
  }));

/** What a rewriter does to one placeholder, wherever it stands, or to the text with a stranger. */
interface Rewriter {
  readonly harm: 'lost' | 'invented' | null;
  readonly rewrite: (prompt: string, placeholder: string, stranger: string) => string;
}

const inside = (placeholder: string) => placeholder.replace(/^[${<[]+|[}>\]]+$/g, '');
const instead = (change: (placeholder: string) => string): Rewriter => ({
  harm: 'lost',
  rewrite: (prompt, placeholder) => prompt.replaceAll(placeholder, () => change(placeholder)),
});
const invents = (change: (stranger: string) => string): Rewriter => ({
  harm: 'invented',
  rewrite: (prompt, _placeholder, stranger) => `${prompt}\nSend a copy to ${change(stranger)} too.`,
});

const rewriters: Readonly<Record<string, Rewriter>> = {
  'drops it': instead(() => 'them'),
  'leaves nothing': instead(() => ''),
  'keeps the name alone': instead(inside),
  'renames it': instead((text) => text.replace(/[\p{L}]/u, 'Q')),
  'lengthens the name': instead((text) => text.replace(/(.)([}>\]]+)$/u, '$1s$2')),
  'translates it': instead((text) => text.replace(inside(text), () => 'перевод')),
  'changes the case': instead((text) =>
    text === text.toUpperCase() ? text.toLowerCase() : text.replace(inside(text), inside(text).toUpperCase()),
  ),
  'puts other braces': instead((text) => (text.startsWith('<') ? `{{${inside(text)}}}` : `<${inside(text)}>`)),
  'doubles the braces': instead((text) => text.replace(/^(\$?)([{<[])/, '$1$2$2').replace(/([}>\]])$/, '$1$1')),
  'puts parentheses': instead((text) => `(${inside(text)})`),
  'opens it only': instead((text) => text.replace(/[}>\]]+$/, '')),
  'spaces it out': instead((text) => `${text.replace(/[}>\]]+$/, '')} ${/[}>\]]+$/.exec(text)?.[0]}`),
  'breaks it over two lines': instead((text) => text.replace(inside(text), `\n${inside(text)}`)),
  'hides a sign in it': instead((text) => text.replace(inside(text), `\u200b${inside(text)}`)),
  'joins it by a sign nobody sees': instead((text) => text.replace(/([}>\]]+)$/, '\u2060$1')),
  'writes it in full width': instead((text) =>
    text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  ),
  'makes it a link': instead((text) => `[${inside(text)}](https://example.org)`),
  'escapes it': instead((text) => text.replace(/([}>\]])/g, '\\$1')),
  'invents one in braces': invents((name) => `{${name}}`),
  'invents one in double braces': invents((name) => `{{${name}}}`),
  'invents one in spaced double braces': invents((name) => `{{ ${name} }}`),
  'invents a variable': invents((name) => `\${${name}}`),
  'invents one in angles': invents((name) => `<${name}>`),
  'invents one in brackets': invents((name) => `[${name.toUpperCase()}]`),
  'invents one to fill in': invents(() => '[Your Name]'),
  'invents one with a sign nobody sees': invents((name) => `{${name}\u200b}`),
  'invents one in full width': invents((name) => `｛${name}｝`),
  'invents one in code': invents((name) => `\`{${name}}\``),
  'invents one in a JSON example': invents((name) => `{"to": "{${name}}"}`),
  'says it twice': {
    harm: null,
    rewrite: (prompt, placeholder) => `${prompt}\nRemember that ${placeholder} comes first.`,
  },
  'moves it into code': {
    harm: null,
    rewrite: (prompt, placeholder) => `${prompt}\nTake \`${placeholder}\` as it stands.`,
  },
  'turns the lines round': { harm: null, rewrite: (prompt) => `Be brief.\n${prompt.split('\n').reverse().join('\n')}` },
  'adds markup and formulas': {
    harm: null,
    rewrite: (prompt) => `${prompt}\n<p>Use <b>bold</b><br/></p> x^{2}, {1, 2}, [ ] or [x], [a link](#a), [1].`,
  },
};

describe('of all that a rewriter does to the placeholders of a prompt', () => {
  test.each(Object.entries(rewriters))('one that %s is judged by what became of them', (_name, { harm, rewrite }) => {
    fc.assert(
      fc.property(written, fc.nat(), fc.constantFrom(...strangers), ({ prompt, placeholders }, pick, stranger) => {
        const placeholder = placeholders[pick % placeholders.length] ?? '';
        const candidate = rewrite(prompt, placeholder, stranger);
        fc.pre(candidate.length >= 10);
        const reason = rejectCandidate(prompt, candidate);
        if (harm === null) expect(reason).toBeNull();
        else expect(reason, candidate).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('composing loses none, invents none, and is never turned away', () => {
    fc.assert(
      fc.property(written, ({ prompt, placeholders }) => {
        const composed = composePrompt(prompt, sevenD(), lintPrompt(prompt, sevenD())).prompt;
        for (const placeholder of placeholders) expect(composed).toContain(placeholder);
        expect(rejectCandidate(prompt, composed)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});
