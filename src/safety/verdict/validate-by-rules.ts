import { builtInSevenD } from '../../domain/seven-d/built-in-seven-d.js';
import type { SevenDRuleset } from '../../domain/seven-d/seven-d-rules.js';
import type { PromptPolicy } from '../policy/prompt-policy.js';
import { checkInputs } from '../structure/check-inputs.js';
import { checkSevenD } from '../structure/check-seven-d.js';
import { mapTexts } from '../structure/map-texts.js';
import type { StructureProblem } from '../structure/structure-problem.js';
import { checkPrompt } from './check-prompt.js';
import { cleanText } from './clean-text.js';
import { decide, gravest } from './decide.js';
import { foundInStructure } from './found-issue.js';
import { inspectText } from './inspect-text.js';
import type { PromptIssue, PromptVerdict } from './prompt-verdict.js';

/** An input of which nothing is known; a part that is undefined is not checked. */
export interface UncheckedInput {
  readonly prompt?: unknown;
  readonly sevenD?: unknown;
  readonly inputs?: unknown;
}

/** What the rules alone come to. */
export interface Validation {
  readonly verdict: PromptVerdict;
  /** What is wrong by its structure, with details for machines. */
  readonly problems: readonly StructureProblem[];
  /** Code points of the prompt, before anything was redacted. */
  readonly length: number;
}

/** Validates an input without asking anybody. */
export async function validateByRules(
  input: UncheckedInput,
  policy: PromptPolicy,
  ruleset: SevenDRuleset = builtInSevenD,
): Promise<Validation> {
  const prompt = input.prompt === undefined ? null : checkPrompt(input.prompt, policy);
  const sevenD = input.sevenD === undefined ? null : checkSevenD(input.sevenD, ruleset);
  const inputs = input.inputs === undefined ? null : await validateInputs(input.inputs, policy);
  const problems = [...(prompt?.problems ?? []), ...(sevenD?.problems ?? []), ...(inputs?.problems ?? [])];
  const issues = [
    ...problems.map((problem) => decide(foundInStructure(problem), policy)),
    ...(prompt?.issues ?? []),
    ...(inputs?.issues ?? []),
  ];
  const action = gravest(issues.map((issue) => issue.action));
  const verdict: PromptVerdict = {
    ok: action !== 'block',
    action,
    issues: worthTelling(issues),
    sanitized: { prompt: prompt?.sanitized ?? null, sevenD: sevenD?.sevenD ?? null, inputs: inputs?.sanitized ?? null },
    risk: Math.max(prompt?.risk ?? 0, inputs?.risk ?? 0),
    quality: prompt?.quality ?? null,
  };
  return { verdict, problems, length: prompt?.length ?? 0 };
}

/** Nobody reads more of one kind. What becomes of the input is decided by all of them. */
const mostOfOneCode = 50;

function worthTelling(issues: readonly PromptIssue[]): readonly PromptIssue[] {
  const told = new Map<string, number>();
  return issues.filter(({ code, action }) => {
    const kind = `${code} ${action}`;
    const before = told.get(kind) ?? 0;
    told.set(kind, before + 1);
    return before < mostOfOneCode;
  });
}

async function validateInputs(input: unknown, policy: PromptPolicy) {
  const { problems, value, texts } = await checkInputs(input, policy.inputs);
  const inspections = texts.map((at) => inspectText(at, policy));
  const issuesOf = new Map(texts.map(({ text }, index) => [text, inspections[index]?.issues]));
  const issuesIn = (text: string) => inspectText({ path: [], text }, policy).issues;
  return {
    problems,
    issues: inspections.flatMap(({ issues }) => issues),
    risk: Math.max(0, ...inspections.map(({ risk }) => risk)),
    sanitized: mapTexts(value, (text) => cleanText(text, issuesOf.get(text) ?? issuesIn(text), policy)),
  };
}
