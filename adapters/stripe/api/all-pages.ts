import type { StripePage, StripePageRequest } from './stripe-client.js';

/** The most that Stripe gives in one page. */
const pageSize = 100;

/** Everything a list of Stripe holds, to its end. */
export async function* allPages<Item extends { readonly id: string }>(
  list: (page: StripePageRequest) => Promise<StripePage<Item>>,
): AsyncGenerator<Item> {
  let request: StripePageRequest = { limit: pageSize };
  for (;;) {
    const { data, has_more } = await list(request);
    yield* data;
    const last = data.at(-1);
    if (!has_more || last === undefined) return;
    request = { limit: pageSize, starting_after: last.id };
  }
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
