import type { AlertReading } from '../domain/figures/alert.js';
import { everyItem } from '../domain/lists/every-item.js';
import type { Page, PageRequest } from '../domain/lists/page.js';
import type { AlertStore } from '../ports/alert-store.js';
import type { QuotaRuleSettings } from './alert-schema.js';
import { type ApplyParts, applyReading } from './apply-reading.js';

/** A limit of which much is used. */
export interface UsedLimit {
  readonly orgId: string;
  /** For instance `user-calls-hour`. */
  readonly limit: string;
  readonly max: number;
  /** 1 is all. */
  readonly share: number;
}

/** Limits of which `share` or more is used. Null for all organizations. A page may be empty and not the last. */
export type ReadNearLimits = (
  request: PageRequest & { readonly orgId: string | null; readonly share: number },
) => Promise<Page<UsedLimit>>;

export interface QuotaParts extends ApplyParts {
  readonly nearLimits: ReadNearLimits;
  /** Told of each organization that could not be looked at. */
  readonly report: (error: unknown) => void;
}

interface Fullest {
  /** The greatest share of each organization that has a limit of which that much is used. */
  readonly shares: ReadonlyMap<string, number>;
  /** Whether there were more limits than are read at once. */
  readonly sampled: boolean;
}

const pageSize = 500;
/** At most so many pages are read at once: of 500 limits at least, and more where few are nearly used. */
const mostPages = 200;

/** Looks at how much is used of the limits of the organization of a rule, or of each organization by itself. */
export async function evaluateQuota(parts: QuotaParts, rule: QuotaRuleSettings, now: number): Promise<void> {
  const { orgId: only } = rule;
  if (only !== null) return applyReading(parts, rule, () => readOne(parts, rule, only), now);
  const { shares, sampled } = await fullest(parts, rule, null, rule.threshold);
  // Those in breach so far are looked at, however little they have used by now.
  for (const orgId of new Set([...shares.keys(), ...(await inBreach(parts.store, rule.name))])) {
    const share = shares.get(orgId);
    const read = () => (share === undefined ? readOne(parts, rule, orgId) : Promise.resolve(readingOf(share, sampled)));
    try {
      await applyReading(parts, { ...rule, orgId }, read, now);
    } catch (error) {
      parts.report(error);
    }
  }
}

async function readOne(parts: QuotaParts, rule: QuotaRuleSettings, orgId: string): Promise<AlertReading> {
  const { shares, sampled } = await fullest(parts, rule, orgId, 0);
  return readingOf(Math.max(0, ...shares.values()), sampled);
}

function readingOf(value: number, sampled: boolean): AlertReading {
  return { value, runs: 0, sampled };
}

async function fullest(
  { nearLimits }: QuotaParts,
  { limit }: QuotaRuleSettings,
  orgId: string | null,
  above: number,
): Promise<Fullest> {
  const shares = new Map<string, number>();
  let after: string | null = null;
  for (let pages = 0; pages < mostPages; pages += 1) {
    // A share of 0 is not nearly used.
    const share = Math.max(above, Number.MIN_VALUE);
    const { items, next }: Page<UsedLimit> = await nearLimits({ orgId, share, limit: pageSize, after });
    for (const used of items) {
      // Of a limit of nothing, all is used from the start: nothing that has to be told.
      if (used.max === 0 || (limit !== null && used.limit !== limit)) continue;
      shares.set(used.orgId, Math.max(used.share, shares.get(used.orgId) ?? 0));
    }
    if (next === null) return { shares, sampled: false };
    after = next;
  }
  return { shares, sampled: true };
}

/** Organizations of which the rule has told, or is about to. */
export async function inBreach(store: Pick<AlertStore, 'list'>, rule: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { value } of everyItem((page) => store.list(page))) {
    if (value.rule === rule && value.orgId !== null && value.status !== 'ok') found.push(value.orgId);
  }
  return found;
}
