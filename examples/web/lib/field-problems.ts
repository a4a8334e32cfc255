import { ProblemError } from 'promptforge/client';
import { type Parameter, titles } from './seven-d';

export type EditorField = 'prompt' | Parameter;
export type FieldProblems = Readonly<Partial<Record<EditorField, string>>>;

const ofPrompt: ReadonlySet<string> = new Set(['prompt_too_short', 'prompt_too_long', 'prompt_blocked']);

/** The part of a refusal that belongs to a field; nothing where it belongs to none. */
export function fieldProblems(error: unknown): FieldProblems {
  if (!(error instanceof ProblemError)) return {};
  const { code, detail, details } = error.problem;
  if (ofPrompt.has(code)) return { prompt: detail };
  if (code === 'seven_d_invalid') {
    const named = (Object.keys(titles) as Parameter[]).filter((name) => JSON.stringify(details).includes(`"${name}"`));
    return Object.fromEntries(named.map((name) => [name, `${titles[name]}: choose one of the list.`]));
  }
  const fields = code === 'request_invalid' && Array.isArray(details.fields) ? details.fields.map(String) : [];
  return fields.some((field) => field === 'prompt') ? { prompt: detail } : {};
}
