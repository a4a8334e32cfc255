import { existsSync, readFileSync } from 'node:fs';
import { detectPersonalData } from '../../src/safety/personal-data/detect-personal-data.js';
import type { PersonalDataCode } from '../../src/safety/personal-data/personal-data-meanings.js';
import { redact } from '../../src/safety/personal-data/redact.js';
import { corporaPath } from '../../test/corpora.js';
import { harmlessNumbers, harmlessSecrets } from './harmless-numbers.js';
import { type SafetyBar, safetyBar } from './safety-bar.js';

interface LabelledText {
  readonly text: string;
  readonly spans: readonly {
    readonly entity_type: string;
    readonly start_position: number;
    readonly end_position: number;
  }[];
}

/** Which labels of the synthetic set are looked for, and how many of them must be found. */
const recalls: readonly { readonly label: string; readonly code: PersonalDataCode; readonly bar: number }[] = [
  { label: 'EMAIL_ADDRESS', code: 'email_address', bar: 1 },
  { label: 'CREDIT_CARD', code: 'payment_card', bar: 1 },
  { label: 'US_SSN', code: 'us_ssn', bar: 1 },
  { label: 'IBAN_CODE', code: 'iban', bar: 0.95 },
  { label: 'PHONE_NUMBER', code: 'phone_number', bar: 0.6 },
];

const harmlessSets = ['notinject', 'awesome_chatgpt_prompts', 'mt_bench_vicuna', 'humaneval_review', 'xstest_safe'];
const likely = 0.5;

/** What the detectors of personal data promise of the public sets. It reads the corpora. */
export function personalDataBars(): readonly SafetyBar[] {
  const labelled = linesOf('pii/presidio_synthetic.jsonl') as readonly LabelledText[];
  const harmless = harmlessSets.flatMap((name) => textsOf(`benign/${name}.jsonl`));
  return [
    ...recalls.map(({ label, code, bar }) => recallBar(labelled, label, code, bar)),
    alteredBar('harmless prompts', harmless, 0.005),
    alteredBar('naughty strings', textsOf('blns/blns.jsonl'), 0.01),
    alteredBar('numbers of code and every day', harmlessNumbers, 0),
    alteredBar('places for secrets', harmlessSecrets, 0),
  ];
}

/** Of the spans with a label, those that a likely detection covers from end to end. */
function recallBar(rows: readonly LabelledText[], label: string, code: PersonalDataCode, bar: number): SafetyBar {
  const covered = rows.flatMap(({ text, spans }) => {
    const found = detectPersonalData(text).filter((one) => one.code === code && one.confidence >= likely);
    return spans
      .filter(({ entity_type }) => entity_type === label)
      .map(({ start_position: start, end_position: end }) =>
        found.some(({ span }) => span !== null && span.start <= start && span.end >= end),
      );
  });
  const figure = covered.filter(Boolean).length / covered.length;
  return safetyBar({
    set: 'presidio_synthetic',
    promise: `${code} found`,
    cases: covered.length,
    figure,
    kind: 'at least',
    bar,
  });
}

function alteredBar(set: string, texts: readonly string[], bar: number): SafetyBar {
  const altered = texts.filter((text) => redact(text).text !== text).length;
  const figure = altered / texts.length;
  return safetyBar({ set, promise: 'altered by redact', cases: texts.length, figure, kind: 'at most', bar });
}

function textsOf(name: string): readonly string[] {
  return (linesOf(name) as readonly { readonly text: string }[]).map(({ text }) => text);
}

function linesOf(name: string): readonly unknown[] {
  const path = corporaPath(name);
  if (!existsSync(path)) throw new Error(`The corpus ${name} is missing.`);
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
