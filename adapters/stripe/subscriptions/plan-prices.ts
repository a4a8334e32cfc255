/** Which plan is sold at a price of Stripe. */
export interface PlanOfPrice {
  /** `price_...` */
  readonly priceId: string;
  readonly planId: string;
}

/** The prices of plans. Their order counts: the first of a plan is sold by default, and goes before the others. */
export class PlanPrices {
  readonly #plans: ReadonlyMap<string, string>;

  constructor(prices: readonly PlanOfPrice[]) {
    this.#plans = new Map(prices.map(({ priceId, planId }) => [priceId, planId]));
  }

  get priceIds(): readonly string[] {
    return [...this.#plans.keys()];
  }

  get planIds(): ReadonlySet<string> {
    return new Set(this.#plans.values());
  }

  planOf(priceId: string): string | null {
    return this.#plans.get(priceId) ?? null;
  }

  /** The prices of one plan, in their order. */
  pricesOf(planId: string): readonly string[] {
    return this.priceIds.filter((priceId) => this.#plans.get(priceId) === planId);
  }

  /** The item that stands for a plan; of several the one whose price comes first. Null when there is none. */
  itemOfPlan<Item extends { readonly price: string | { readonly id: string } }>(
    items: readonly Item[],
  ): { readonly item: Item; readonly planId: string } | null {
    const idOf = ({ price }: Item) => (typeof price === 'string' ? price : price.id);
    for (const [priceId, planId] of this.#plans) {
      const item = items.find((candidate) => idOf(candidate) === priceId);
      if (item !== undefined) return { item, planId };
    }
    return null;
  }
}
