import { PromptForgeError } from '../errors/promptforge-error.js';
import type { PromptVerdict } from '../safety/verdict/prompt-verdict.js';

/** The error for a verdict that lets nothing pass. It tells where, and holds nothing of the prompt. */
export function promptBlocked({ issues, risk }: PromptVerdict): PromptForgeError {
  const blocking = issues.filter(({ action }) => action === 'block');
  const codes = [...new Set(blocking.map(({ code }) => code))].join(', ');
  const fixes = [...new Set(blocking.map(({ fix }) => fix))].join(' ');
  return new PromptForgeError('prompt_blocked', `The prompt policy does not let this pass: ${codes}. ${fixes}`, {
    details: {
      risk,
      issues: blocking.map((issue) => ({
        ...issue,
        path: [...issue.path],
        span: issue.span === null ? null : { ...issue.span },
      })),
    },
  });
}
