import type { Finding, PromptIssue } from '../../prompts.js';
import type { CheckedFile } from './checked-file.js';
import { positionsIn } from './positions-in.js';

/** For people: a line for each thing noticed, as compilers print them, and one for how to mend it. */
export function asText(checked: readonly CheckedFile[]): string {
  return [...checked.map(describeFile), summary(checked)].join('\n\n');
}

function describeFile(file: CheckedFile): string {
  const { path, text, verdict, findings } = file;
  const positionOf = positionsIn(text);
  const place = ({ path: within, span }: Pick<PromptIssue, 'path' | 'span'>): string => {
    if (span === null) return within[0] === 'prompt' ? path : `${path} (${within.join('.')})`;
    const { line, column } = positionOf(span.start);
    return `${path}:${line}:${column}`;
  };
  const ofIssue = (issue: PromptIssue): string =>
    `${place(issue)}  ${issue.action}  ${issue.code}  ${issue.message}\n    -> ${issue.fix}`;
  const ofFinding = ({ rule, span, message, fix }: Finding): string =>
    `${place({ path: ['prompt'], span })}  lint  ${rule}  ${message}\n    -> ${fix}`;
  const risk = verdict.risk.toFixed(2);
  const head = `${path}: ${verdict.action}, risk ${risk}${file.failed ? ', failed' : ''}`;
  return [head, ...verdict.issues.map(ofIssue), ...findings.map(ofFinding)].join('\n');
}

function summary(checked: readonly CheckedFile[]): string {
  const failed = checked.filter((file) => file.failed).length;
  return `${checked.length} checked, ${failed} failed`;
}
