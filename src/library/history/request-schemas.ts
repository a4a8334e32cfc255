import { z } from 'zod';
import { savedPromptBounds } from '../../domain/library/saved-prompt.js';
import { isIdentifier } from '../../domain/text/is-identifier.js';
import { isStorableText } from '../../domain/text/is-storable-text.js';
import { folded } from '../../domain/text/search-text.js';

/** Cleans a text of what shows nothing and may deceive. */
export type Sanitize = (text: string) => string;

const identifier = z.string().refine(isIdentifier, 'must be an identifier');
const number = z.int().min(1).max(savedPromptBounds.versions);

/** The shapes of what is asked of saved prompts. Texts come out cleaned, as the pipeline cleans prompts. */
export function historySchemas(sanitize: Sanitize) {
  const cleaned = (most: number, clean: Sanitize) =>
    z
      .string()
      // Before it is looked at any closer: what is to be taken out may be a multiple of what stays.
      .max(10 * most)
      .transform(clean)
      .refine((text) => text !== '' && [...text].length <= most, `must have 1 to ${most} characters`);
  const text = cleaned(savedPromptBounds.text, (given) => sanitize(given).trim());
  const oneLine = (given: string) => sanitize(given).replaceAll(/\s+/g, ' ').trim();
  const title = cleaned(savedPromptBounds.title, oneLine);
  const tag = cleaned(savedPromptBounds.tag, (given) => oneLine(folded(given)));
  const tags = z
    .array(tag)
    .max(savedPromptBounds.tags)
    .transform((given): readonly string[] => [...new Set(given)]);
  const note = cleaned(savedPromptBounds.note, (given) => sanitize(given).trim()).nullable();
  const shared = z.boolean();
  const source = z.strictObject({ text: text.optional(), runId: identifier.optional() });
  const oneSource = ({ text: given, runId }: { readonly text?: unknown; readonly runId?: unknown }) =>
    (given === undefined) !== (runId === undefined);
  const eitherOr = 'must have text or runId, and not both';
  const ofPrompt = z.strictObject({ promptId: identifier });
  const ofVersion = ofPrompt.extend({ number: number.optional() });
  return {
    text,
    prompt: ofPrompt,
    version: ofVersion,
    create: source
      .extend({ title, tags: tags.default([]), shared: shared.default(false), note: note.default(null) })
      .refine(oneSource, eitherOr),
    add: source
      .extend({
        ...{ promptId: identifier, parent: number.optional(), note: note.default(null) },
        expectedVersion: number.optional(),
      })
      .refine(oneSource, eitherOr),
    list: z.strictObject({
      // No database has such a text, so that none can look for it.
      search: z.string().max(200).refine(isStorableText, 'must hold no NUL').transform(folded).optional(),
      tags: tags.default([]),
      mine: z.boolean().default(false),
    }),
    diff: ofPrompt.extend({ from: number, to: number, otherPromptId: identifier.optional() }),
    restore: ofPrompt.extend({ number, note: note.default(null), expectedVersion: number.optional() }),
    fork: ofVersion.extend({ title: title.optional(), tags: tags.optional(), shared: shared.default(false) }),
    update: ofPrompt.extend({
      ...{ title: title.optional(), tags: tags.optional(), shared: shared.optional() },
      expectedRevision: z.int().min(1).optional(),
    }),
  };
}

/** A request that was checked. */
export type HistoryAsked<Name extends keyof HistorySchemas> = z.output<HistorySchemas[Name]>;
export type HistorySchemas = ReturnType<typeof historySchemas>;
