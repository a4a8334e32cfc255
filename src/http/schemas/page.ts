import { z } from 'zod';

/** Which part of a list is asked for. */
export function pageQuery(ordinary: number) {
  return z.object({
    limit: z.coerce.number().int().min(1).max(500).exactOptional().describe(`Default: ${ordinary}.`),
    after: z.string().max(1_000).exactOptional().describe('The `next` of the page before.'),
  });
}

/** A part of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().describe('Give it back as `after`; null on the last page.'),
  });
}
