import { z } from 'zod';
import type { PromptFacet } from '../../index.js';
import { documentedAs, named } from './components.js';
import { resolvedSevenD, sevenDInput } from './seven-d.js';

type Verdict = Awaited<ReturnType<PromptFacet['validate']>>;
type Issue = Verdict['issues'][number];

const share = z.number().min(0).max(1);
const action = z.enum(['allow', 'flag', 'redact', 'block'] as const satisfies readonly Verdict['action'][]);

const categories = {
  structure: 'structure',
  injection: 'injection',
  content: 'content',
  markup: 'markup',
  url: 'url',
  secret: 'secret',
  personal_data: 'personal_data',
  encoding: 'encoding',
  quality: 'quality',
  host: 'host',
} as const satisfies { readonly [Category in Issue['category']]: Category };

const issue = named(
  'PromptIssue',
  z.object({
    code: z.string(),
    category: z.enum(categories),
    severity: z.enum(['info', 'low', 'medium', 'high']),
    path: z.array(z.union([z.string(), z.int()])),
    span: z.object({ start: z.int(), end: z.int() }).nullable().describe('UTF-16 offsets.'),
    message: z.string(),
    fix: z.string(),
    confidence: share,
    action,
  }),
) satisfies z.ZodType<Issue>;

export const verdict = named(
  'PromptVerdict',
  z.object({
    ok: z.boolean(),
    action,
    issues: z.array(issue),
    sanitized: z.object({
      prompt: z.string().nullable(),
      sevenD: resolvedSevenD.nullable(),
      inputs: z.unknown().describe('As the schema of the policy gave them back.'),
    }),
    risk: share.describe('How much it looks like an attack; no probability.'),
    quality: z.object({ capitals: share, uniqueWords: share, whiteSpace: share, repetition: share }).nullable(),
  }),
) satisfies z.ZodType<Verdict>;

const parts = {
  prompt: z.string(),
  sevenD: sevenDInput,
  inputs: z.record(z.string(), z.unknown()).describe('By the schema of the policy.'),
} as const;
const optional = {
  prompt: parts.prompt.exactOptional(),
  sevenD: parts.sevenD.exactOptional(),
  inputs: parts.inputs.exactOptional(),
} as const;

/** Any object will do: what is wrong with its parts is the answer. */
export const promptInput = documentedAs(
  z.record(z.string(), z.unknown()),
  named(
    'PromptInput',
    z.union([
      z.strictObject({ ...optional, prompt: parts.prompt }),
      z.strictObject({ ...optional, sevenD: parts.sevenD }),
      z.strictObject({ ...optional, inputs: parts.inputs }),
    ]),
  ),
);
