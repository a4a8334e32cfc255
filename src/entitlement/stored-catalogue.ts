import type { Plan } from '../domain/plans/plan.js';
import type { Versioned } from '../domain/plans/subscription.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import type { PlanStore } from '../ports/plan-store.js';
import type { CatalogueEdition, CatalogueSource } from './catalogue.js';
import { catalogueSchema, frozenCatalogue } from './plan-schema.js';
import { schemaProblems } from './schema-problems.js';

export interface StoredCatalogueParts {
  readonly store: Pick<PlanStore, 'list'>;
  /** Names of features of the host's own. */
  readonly features: readonly string[];
  readonly cacheMs: number;
  readonly clock: Clock;
  /** Told when the catalogue cannot be read and the one known before goes on. */
  readonly report: (error: unknown) => void;
}

/**
 * The catalogue in the storage, read at most once in `cacheMs`. While it cannot be read, or is not
 * valid, the one known before stays in force.
 */
export class StoredCatalogue implements CatalogueSource {
  readonly #parts: StoredCatalogueParts;
  #known: { readonly edition: CatalogueEdition; readonly at: number } | null = null;
  #reading: Promise<CatalogueEdition> | null = null;

  constructor(parts: StoredCatalogueParts) {
    this.#parts = parts;
  }

  current(): CatalogueEdition | null {
    if (this.#known === null) return null;
    const age = this.#parts.clock.now() - this.#known.at;
    return age >= 0 && age < this.#parts.cacheMs ? this.#known.edition : null;
  }

  async read(): Promise<CatalogueEdition> {
    const current = this.current();
    if (current !== null) return current;
    // Without a cache each caller is promised what is stored once it asked, which a reading under way may miss.
    if (this.#reading !== null && this.#parts.cacheMs > 0) return this.#reading;
    const reading: Promise<CatalogueEdition> = this.#readOrKeep(() => this.#reading === reading).finally(() => {
      if (this.#reading === reading) this.#reading = null;
    });
    this.#reading = reading;
    return reading;
  }

  /** Forgets what is known as soon as it was changed, also by a reading that is still under way. */
  forget(): void {
    this.#reading = null;
    if (this.#known !== null) this.#known = { edition: this.#known.edition, at: Number.NEGATIVE_INFINITY };
  }

  async #readOrKeep(isWanted: () => boolean): Promise<CatalogueEdition> {
    const at = this.#parts.clock.now();
    // On the next tick, since `isWanted` asks for a promise that is being made.
    const edition = await Promise.resolve()
      .then(async () => editionOf(await this.#parts.store.list(), this.#parts.features))
      .catch((error: unknown) => {
        if (this.#known === null) throw error;
        this.#parts.report(error);
        return this.#known.edition;
      });
    if (isWanted()) this.#known = { edition, at };
    return edition;
  }
}

function editionOf(stored: readonly Versioned<Plan>[], features: readonly string[]): CatalogueEdition {
  if (stored.length === 0) {
    throw new PromptForgeError(
      'config_invalid',
      'The storage holds no plan. Save one with forge.plans.save(), or write the default ones with `npx promptforge migrate up --seed`.',
    );
  }
  const parsed = catalogueSchema(features).safeParse(stored.map(({ value }) => value));
  if (!parsed.success) {
    throw new PromptForgeError(
      'config_invalid',
      `The catalogue in the storage is wrong. ${schemaProblems(parsed.error)}. Mend it with forge.plans.save().`,
    );
  }
  return Object.freeze({ plans: frozenCatalogue(parsed.data) });
}
