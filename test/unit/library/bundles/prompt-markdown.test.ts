import { describe, expect, test } from 'vitest';
import { promptMarkdown } from '../../../../src/library/bundles/prompt-markdown.js';
import { codeBlocks } from '../../../../src/safety/markdown/markdown-blocks.js';
import { exportedRunOf } from '../../../fixtures/exported-run.js';

const license = 'Yours.\n';

/** What a reader of Markdown takes for code in fences. */
function fencesOf(markdown: string): readonly string[] {
  return codeBlocks(markdown)
    .filter(({ kind }) => kind === 'fence')
    .map((block) => ('span' in block ? markdown.slice(block.span.start, block.span.end) : ''));
}

describe('prompt.md', () => {
  test('tells all there is to tell', () => {
    expect(promptMarkdown(exportedRunOf(), [{ kind: 'email_address', count: 2 }], license)).toMatchInlineSnapshot(`
      "# Prompt

      \`\`\`text
      Write a release note of 150 words – for accountants.
      \`\`\`

      ## Score

      | Measure | Points | Gate |
      | --- | --- | --- |
      | Composite | 88.4 | at least 80 |
      | Clarity | 90 |  |
      | Execution | 88.5 |  |
      | Ambiguity (lower is better) | 10 | at most 15 |
      | Business fit | 85 |  |

      Gate: pass. Judged 3 times; standard error of the composite: 0.9.

      ## 7D parameters

      | Parameter | Value | From |
      | --- | --- | --- |
      | application | implementation | default of the domain |
      | complexity | standard | default of the domain |
      | domain | saas | chosen |
      | output\\_format | md | chosen |
      | resources | lean\\_team | default of the domain |
      | scale | startup | default of the domain |
      | urgency | sprint | default of the domain |

      ## What was changed

      - Said how long it is.
      - Named who reads it.

      ## What was taken out

      - email\\_address: 2

      ## Where it comes from

      | What | Value |
      | --- | --- |
      | Run | run-1 |
      | Operation | optimize |
      | Engine | model |
      | Model | gpt-test-1 |
      | Rubric | behavioral-anchors-1 |
      | Plan | enterprise |
      | Module | none |
      | Improved | yes |
      | Search ended by | gate\\_passed |

      ## License

      \`\`\`text
      Yours.
      \`\`\`
      "
    `);
  });

  test('tells what speaks against a prompt that was scored', () => {
    const weaknesses = [
      { dimension: 'clarity', note: 'Two goals.', quote: 'and also' },
      { dimension: 'execution', note: 'No inputs.', quote: '' },
    ] as const;
    const run = exportedRunOf({ operation: 'score', search: null, original: null, changes: [], weaknesses });
    const text = promptMarkdown(run, [], license);
    expect(text).toContain('- Clarity: Two goals.: "and also"\n- Execution: No inputs.\n');
    expect(text).not.toContain('## What was changed');
    expect(text).not.toContain('## What was taken out');
  });

  test.each([
    ['a fence', '```\n# Not a heading\n```'],
    ['a longer fence', '``````\nx\n``````'],
    ['a fence that is left open', 'x\n````js\ny'],
    ['a fence with spaces', 'x\n   `````   \n# y'],
    ['tildes', '~~~\nx\n~~~~~~~~'],
    ['backticks within a line', 'a ``````` b'],
    ['HTML', '</code></pre><script>alert(1)</script>\n\n<!--'],
    ['nothing but backticks', '`'.repeat(50)],
    ['an empty last line', 'x\n\n'],
  ])('shows a prompt with %s in a fence that it cannot close', (_, prompt) => {
    const text = promptMarkdown(exportedRunOf({ prompt }), [], license);
    const [first = '', last = '', ...others] = fencesOf(text);
    expect(others).toEqual([]);
    expect(first.split('\n').slice(1).join('\n')).toContain(prompt);
    expect(first).not.toContain('## Score');
    expect(last).toContain('Yours.');
    expect(last).not.toContain('## License');
  });

  test.each([
    ['a heading', 'x\n# Score\n\n| Measure | Points |\n| --- | --- |\n| Composite | 100 |'],
    ['a fence', 'x\n```\ny'],
    ['HTML and links', '<img src=x onerror=alert(1)> [x](javascript:alert(1)) &lt;b&gt;'],
    ['a comment', '<!-- x'],
  ])('takes no Markdown from a change with %s', (_, change) => {
    const plain = promptMarkdown(exportedRunOf({ changes: ['x'] }), [], license);
    const text = promptMarkdown(exportedRunOf({ changes: [change] }), [], license);
    expect(text.split('\n').length).toBe(plain.split('\n').length);
    const line = text.split('\n').find((candidate) => candidate.startsWith('- ')) ?? '';
    expect(line.replaceAll(/\\[\\`*_[\]<>&|#~]/g, '')).not.toMatch(/[\\`*_[\]<>&|#~]/);
    expect(fencesOf(text).length).toBe(2);
  });

  test('takes no Markdown from names in tables', () => {
    const text = promptMarkdown(exportedRunOf({ model: 'a | b\n| c' }), [], license);
    expect(text).toContain('| Model | a \\| b \\| c |\n');
  });
});
