import { z } from 'zod';
import type {
  PromptVersion,
  PromptVersionDiff,
  PromptVersionSummary,
  SavedPromptDetails,
  SavedPromptWithVersion,
} from '../../index.js';
import { named } from './components.js';
import { pageOf } from './page.js';
import { score } from './score.js';
import { resolvedSevenD } from './seven-d.js';

const time = z.int().describe('Epoch milliseconds.');
const reference = named(
  'PromptVersionReference',
  z.object({ promptId: z.string(), number: z.int().min(1) }).describe('One version of a saved prompt.'),
);

export const savedPrompt = named(
  'SavedPrompt',
  z.object({
    id: z.string(),
    title: z.string(),
    ownerId: z.string().nullable().describe('Null once that person was erased.'),
    shared: z.boolean().describe('Whether everybody in the organization may read it.'),
    tags: z.array(z.string()),
    latestVersion: z.int().min(1),
    forkedFrom: reference.nullable(),
    createdAt: time,
    updatedAt: time,
    revision: z.int().min(1).describe('How often title, tags or sharing have changed.'),
  }),
) satisfies z.ZodType<SavedPromptDetails>;

const summary = {
  promptId: z.string(),
  number: z.int().min(1),
  parent: reference.nullable().describe('The version it came from; null for a first one.'),
  sevenD: resolvedSevenD.nullable(),
  runId: z.string().nullable().describe('The run that made the text; null when somebody wrote it.'),
  score: score
    .extend({ gate: z.enum(['pass', 'fail', 'uncertain']) })
    .nullable()
    .describe('What that run scored it with.'),
  authorId: z.string().nullable().describe('Null once that person was erased.'),
  note: z.string().nullable(),
  restoredFrom: z.int().nullable().describe('Number of the older version whose text it has again.'),
  createdAt: time,
};

export const promptVersion = named(
  'PromptVersion',
  z.object({ ...summary, text: z.string() }),
) satisfies z.ZodType<PromptVersion>;

export const promptVersionPage = named(
  'PromptVersionPage',
  pageOf(z.object(summary) satisfies z.ZodType<PromptVersionSummary>),
);

export const savedPromptPage = named('SavedPromptPage', pageOf(savedPrompt));

export const savedPromptWithVersion = named(
  'SavedPromptWithVersion',
  z.object({ prompt: savedPrompt, version: promptVersion }),
) satisfies z.ZodType<SavedPromptWithVersion>;

export const promptVersionDiff = named(
  'PromptVersionDiff',
  z.object({
    from: reference,
    to: reference,
    parts: z
      .array(z.object({ type: z.enum(['equal', 'insert', 'delete']), text: z.string() }))
      .describe('Without the inserted parts they are the one text, without the deleted ones the other.'),
    inserted: z.int().min(0).describe('Words.'),
    deleted: z.int().min(0).describe('Words.'),
  }),
) satisfies z.ZodType<PromptVersionDiff>;

const number = z.int().min(1).max(1_000);
const note = z.string().nullable().exactOptional().describe('Up to 500 characters.');
const title = z.string().describe('1 to 120 characters.');
const tags = z.array(z.string()).describe('Up to 20 of 1 to 40 characters each, kept in lower case.');
const shared = z.boolean();
const expectedVersion = number.exactOptional().describe('Refused when another version is the latest by now.');
const text = z.string().describe('1 to 10,000 characters once it is cleaned.');
const runId = z.string().describe('A run of the caller: its prompt, 7D parameters and score are taken over.');

/** A body with a text of its own, or one with a run. */
function fromEither<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.union([z.strictObject({ ...shape, text }), z.strictObject({ ...shape, runId })]);
}

export const savedPromptBodies = {
  create: named(
    'CreatePromptRequest',
    fromEither({ title, tags: tags.exactOptional(), shared: shared.exactOptional(), note }),
  ),
  add: named(
    'AddVersionRequest',
    fromEither({ parent: number.exactOptional().describe('Default: the latest.'), note, expectedVersion }),
  ),
  restore: named('RestoreVersionRequest', z.strictObject({ number, note, expectedVersion })),
  fork: named(
    'ForkPromptRequest',
    z.strictObject({
      number: number.exactOptional().describe('Default: the latest.'),
      title: title.exactOptional(),
      tags: tags.exactOptional(),
      shared: shared.exactOptional(),
    }),
  ),
  update: named(
    'UpdatePromptRequest',
    z.strictObject({
      title: title.exactOptional(),
      tags: tags.exactOptional(),
      shared: shared.exactOptional(),
      expectedRevision: z.int().min(1).exactOptional().describe('Refused when it has another revision by now.'),
    }),
  ),
} as const;
