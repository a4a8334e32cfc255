import type { Span } from '../../domain/text/span.js';
import type { Detection } from '../detection.js';
import type { IssueMeaning } from '../issue-meaning.js';
import type { StructureProblem } from '../structure/structure-problem.js';
import type { PromptIssue } from './prompt-verdict.js';

/** An issue before a policy has said what becomes of it. */
export type FoundIssue = Omit<PromptIssue, 'action'>;

/** A detection with what its table says of it. */
export function foundBy<Code extends string>(
  meanings: Readonly<Record<Code, IssueMeaning>>,
  path: PromptIssue['path'],
): (detection: Detection<Code>) => FoundIssue {
  return ({ code, span, confidence }) => issueOf(meanings[code], { code, path, span, confidence });
}

/** What is wrong by its structure. */
export function foundInStructure({ code, path, message, fix }: StructureProblem): FoundIssue {
  return issueOf({ category: 'structure', severity: 'high', message, fix }, { code, path, span: null, confidence: 1 });
}

interface Place {
  readonly code: string;
  readonly path: PromptIssue['path'];
  readonly span: Span | null;
  readonly confidence: number;
}

/** The keys in the order in which they are printed. */
export function issueOf({ category, severity, message, fix }: IssueMeaning, place: Place): FoundIssue {
  const { code, path, span } = place;
  const confidence = Math.round(place.confidence * 100) / 100;
  return { code, category, severity, path, span, message, fix, confidence };
}
