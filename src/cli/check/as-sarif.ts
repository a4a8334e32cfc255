import { pathToFileURL } from 'node:url';
import type { Log, Result } from 'sarif';
import manifest from '../../../package.json' with { type: 'json' };
import type { Finding, PromptIssue } from '../../prompts.js';
import type { CheckedFile } from './checked-file.js';
import { positionsIn } from './positions-in.js';

/** One thing noticed, of the verdict or of the linter. */
interface Noticed extends Pick<PromptIssue, 'span' | 'message' | 'fix'> {
  readonly rule: string;
  readonly level: NonNullable<Result['level']>;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * For code scanning: a log of SARIF 2.1.0. What the policy acts on is a warning, what it blocks an error,
 * all else a note.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function asSarif(checked: readonly CheckedFile[]): string {
  const noticed = checked.map((file) => ({
    file,
    all: [...file.verdict.issues.map(ofIssue), ...file.findings.map(ofFinding)],
  }));
  const rules = [...new Set(noticed.flatMap(({ all }) => all.map(({ rule }) => rule)))].sort();
  const driver = {
    name: 'promptforge check-prompt',
    version: manifest.version,
    rules: rules.map((id) => ({ id })),
  };
  const results = noticed.flatMap(({ file, all }) => all.map((one) => resultOf(file, one, rules)));
  const log: Log = {
    $schema: schema,
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return JSON.stringify(log, null, 2);
}

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

function ofIssue({ code, category, severity, path, span, message, fix, confidence, action }: PromptIssue): Noticed {
  const level = action === 'block' ? 'error' : action === 'allow' ? 'note' : 'warning';
  return { rule: code, level, span, message, fix, properties: { category, severity, path, confidence, action } };
}

function ofFinding({ rule, dimension, penalty, span, message, fix }: Finding): Noticed {
  return { rule: `lint/${rule}`, level: 'note', span, message, fix, properties: { dimension, penalty } };
}

function resultOf(
  { path, text }: CheckedFile,
  { rule, level, span, message, fix, properties }: Noticed,
  rules: readonly string[],
): Result {
  const { start, end } = span ?? { start: 0, end: text.length };
  const positionOf = positionsIn(text);
  const [from, to] = [positionOf(start), positionOf(end)];
  const region = {
    startLine: from.line,
    startColumn: from.column,
    endLine: to.line,
    endColumn: to.column,
    charOffset: start,
    charLength: end - start,
  };
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level,
    message: { text: `${message} ${fix}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) }, region } }],
    properties,
  };
}

/** Relative paths stay relative, so that a code scanner finds the file in its own checkout. */
function uriOf(path: string): string {
  if (path === '-') return 'stdin';
  if (/^(?:[a-z]:)?[\\/]/i.test(path)) return pathToFileURL(path).href;
  return path.split(/[\\/]/).map(encodeURIComponent).join('/');
}
