import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import type { StopReason } from '../../src/domain/runs/run.js';
import { scoreRulesFor } from '../../src/domain/scores/score-rules.js';
import { errorCodes, errorMeanings, httpStatus, sevenDValues, telemetryEventTypes } from '../../src/index.js';
import type { CandidateFault } from '../../src/optimize/loop-parts.js';
import { absenceRules, contextRules, wordRules } from '../../src/prompt/lint-rules.js';
import { issueCategories, issueMeanings } from '../../src/prompts.js';
import { injectionMeanings } from '../../src/safety/injection/injection-meanings.js';
import { markupMeanings } from '../../src/safety/markup/markup-meanings.js';
import { urlMeanings } from '../../src/safety/markup/url-meanings.js';
import { personalDataMeanings } from '../../src/safety/personal-data/personal-data-meanings.js';
import { secretMeanings } from '../../src/safety/personal-data/secret-meanings.js';
import { qualityMeanings } from '../../src/safety/quality/quality-meanings.js';
import { hiddenTextMeanings } from '../../src/safety/unicode/hidden-text-meanings.js';
import { errorAdvice } from './error-advice.js';
import { documents, fences, root } from './fences.js';

const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('the documentation', () => {
  test('lists every error code as the code has it', async () => {
    const rows = errorCodes.map((code) => {
      const { who, mend, again } = errorAdvice[code];
      return `| \`${code}\` | ${httpStatus[code]} | ${errorMeanings[code]} | ${[who].flat().join(', ')} | ${mend} | ${again} |`;
    });
    const page = [
      '# Error codes',
      '',
      'Every error is a `PromptForgeError`. Switch on its `code`; its message says how to mend the cause, and over HTTP it is a problem document (RFC 9457) of type `urn:promptforge:error:<code>`. Codes are stable: one is renamed or removed only in a major version.',
      '',
      'Who can mend it:',
      '',
      '- **user**: whoever sits before the page. Show them the `detail`, or words of your own for the code.',
      '- **client**: the developer of what sends the request.',
      '- **host**: whoever runs the server. Over HTTP [`onError`](operations.md#errors-and-sentry) hears of every failure of 500 and above, and of what the storage said, which no client is told.',
      '',
      'Whether to ask again while nothing else has changed:',
      '',
      '- **yes**: it may work by itself. Wait as long as `Retry-After` says (`retryAfterMs` in code), or a moment where it says nothing. A run keeps [its idempotency key](quota.md#a-run-that-is-asked-for-twice), so that it is not paid twice.',
      '- **no**: the answer is the same until that was done. A run that failed so is asked again with the same key afterwards.',
      '- **new key**: a run may work, and is charged, under another idempotency key. Under its own it is answered the same error again.',
      '',
      '| code | HTTP status | meaning | who | what to do | again |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows,
      '',
    ];
    await expect(page.join('\n')).toMatchFileSnapshot(join(root, 'docs/errors.md'));
  });

  test('lists every code of an issue and every rule of the linter as the code has it', async () => {
    const codes = Object.entries(issueMeanings);
    const page = [
      '# What is noticed in prompts',
      '',
      'The codes of the issues in a [verdict](prompts.md). What becomes of each is the business of the policy: severity only says how grave it can be. Codes are stable: one is renamed or removed only in a major version. Rules of yours add codes of their own.',
      ...issueCategories.flatMap((category) => {
        const rows = codes
          .filter(([, meaning]) => meaning.category === category)
          .map(([code, { severity, message, fix }]) => `| \`${code}\` | ${severity} | ${message} | ${fix} |`);
        if (rows.length === 0) return [];
        return [
          '',
          `## ${category}`,
          '',
          '| code | severity | what was found | how to mend it |',
          '| --- | --- | --- | --- |',
          ...rows,
        ];
      }),
      '',
      '## structure, content and the second stage',
      '',
      '`prompt_not_text`, `prompt_too_short`, `prompt_too_long`, `seven_d_invalid`, `inputs_invalid` and `inputs_too_large` are of category `structure` and always block. A second stage adds `injection_judged`, `content_harmful` or `content_` and the kind that the model names, and `second_stage_unavailable`.',
      '',
      '## The linter',
      '',
      '| rule | dimension | points | what was found | how to mend it |',
      '| --- | --- | --- | --- | --- |',
      ...[...absenceRules, ...contextRules, ...wordRules].map(
        ({ rule, dimension, penalty, message, fix }) =>
          `| \`${rule}\` | ${dimension} | ${penalty} | ${message} | ${fix} |`,
      ),
      '',
    ];
    await expect(page.join('\n')).toMatchFileSnapshot(join(root, 'docs/prompt-issues.md'));
  });

  test('gives weights and thresholds of every domain as the code has them', () => {
    const row = (domain: (typeof sevenDValues.domain)[number], name: string) => {
      const { weights, thresholds } = scoreRulesFor(domain);
      const { composite, clarity, execution, ambiguity, business_fit } = thresholds;
      const limits = [composite, clarity, execution, ambiguity, business_fit].map((limit) => limit ?? '');
      const weighed = [weights.clarity, weights.execution, weights.ambiguity, weights.business_fit].join(', ');
      return `| ${[name, weighed, ...limits].join(' | ')} |`;
    };
    const common = row('generic', 'all others');
    const own = sevenDValues.domain.filter((domain) => row(domain, 'all others') !== common);
    const table = [...own.toSorted().map((domain) => row(domain, domain)), common].join('\n');
    expect(read('docs/scoring.md')).toContain(`| --- | --- | --- | --- | --- | --- | --- |\n${table}\n\n`);
  });

  test('tells of every event, every reason to stop and every reason to leave a rewrite out', () => {
    const stops: Record<StopReason, true> = {
      gate_passed: true,
      nothing_to_add: true,
      steps_exhausted: true,
      no_improvement: true,
      candidates_rejected: true,
      confirmations_exhausted: true,
      calls_exhausted: true,
      tokens_exhausted: true,
      cost_exhausted: true,
      time_exhausted: true,
      model_failed: true,
    };
    const faults: Record<CandidateFault, true> = {
      empty: true,
      too_long: true,
      unchanged: true,
      repeated: true,
      placeholder_lost: true,
      placeholder_invented: true,
      evidence_marker_leaked: true,
      rubric_quoted: true,
      script_changed: true,
      language_changed: true,
      answered: true,
      unscored: true,
      model_refused: true,
      model_output_invalid: true,
      model_output_truncated: true,
    };
    // Each stands in the first cell of a row.
    const firsts = [...read('docs/optimizing.md').matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell]) => String(cell));
    const named = firsts.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => String(name)));
    const all = [...telemetryEventTypes, ...Object.keys(stops), ...Object.keys(faults)];
    expect(all.filter((name) => !named.includes(name))).toEqual([]);
  });

  test('names no code twice', () => {
    const tables = [
      injectionMeanings,
      markupMeanings,
      urlMeanings,
      secretMeanings,
      personalDataMeanings,
      hiddenTextMeanings,
      qualityMeanings,
    ];
    const codes = tables.flatMap((table) => Object.keys(table));
    expect(codes).toHaveLength(Object.keys(issueMeanings).length);
    for (const code of codes) expect(code).toMatch(/^[a-z][a-z0-9_]*$/);
  });

  test('links only to files that are there', () => {
    const broken = documents.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map((match) => join(dirname(file), String(match[1])))
        .filter((target) => !existsSync(target))
        .map((target) => `${relative(root, file)} -> ${relative(root, target)}`),
    );
    expect(broken).toEqual([]);
  });

  test('links only to headings that are there', () => {
    const broken = documents.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)]
        .map(([, path = '', anchor = '']) => ({ target: path === '' ? file : join(dirname(file), path), anchor }))
        .filter(({ target, anchor }) => !(existsSync(target) && anchorsIn(target).has(anchor)))
        .map(({ target, anchor }) => `${relative(root, file)} -> ${relative(root, target)}#${anchor}`),
    );
    expect(broken).toEqual([]);
  });

  test('names only scripts that exist', () => {
    const named = fences
      .filter(({ info }) => info === 'sh')
      .flatMap(({ code }) => [...code.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map((match) => String(match[1])));
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  test('writes no JSON and no YAML that cannot be read', () => {
    const read = { json: (text: string) => JSON.parse(text), yaml: (text: string) => parse(text, { strict: true }) };
    for (const { place, info, code } of fences) {
      if (info === 'json' || info === 'yaml') expect(() => read[info](code), place).not.toThrow();
    }
  });

  test('gives the test command that continuous integration runs', () => {
    const commands = fences.filter(({ info }) => info === 'sh').map(({ code }) => code.trim());
    expect(commands).toContain('npm ci && npm test');
    expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain('npm ci && npm test');
  });
});

/** What links may name in a document: its headings, as GitHub and npm write them. */
function anchorsIn(file: string): ReadonlySet<string> {
  const text = readFileSync(file, 'utf8').replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '');
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.matchAll(/^#{1,6} (.+)$/gm)) {
    const shown = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
    const anchor = shown
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    // The second heading of one name has a number behind it.
    let numbered = anchor;
    for (let count = 1; anchors.has(numbered); count += 1) numbered = `${anchor}-${count}`;
    anchors.add(numbered);
  }
  return anchors;
}
