import { windowOwner } from '../domain/quota/quota-window.js';
import type { Consumption, Scoped } from '../ports/ledger-store.js';
import { joinedKey } from './joined-key.js';

/**
 * Consumptions in parts, in each of which every month has one anchor, also while a change of plan has
 * reached only some of them. Such a part is one atomic step of every store: when it fails, nothing of it
 * was taken, and it may be sent again.
 */
export function partsOfOneAnchor<Each extends Scoped<Consumption>>(
  consumptions: readonly Each[],
): readonly (readonly Each[])[] {
  const anchors = new Map<string, number | null>();
  const parts: Each[][] = [[]];
  for (const consumption of consumptions) {
    const { scope, request } = consumption;
    const months = request.limits.flatMap((limit) =>
      limit.period === 'month'
        ? [{ name: joinedKey(limit.meter, scope.orgId, windowOwner(limit, request.userId)), anchor: limit.anchor }]
        : [],
    );
    if (months.some(({ name, anchor }) => anchors.has(name) && anchors.get(name) !== anchor)) {
      anchors.clear();
      parts.push([]);
    }
    for (const { name, anchor } of months) anchors.set(name, anchor);
    parts.at(-1)?.push(consumption);
  }
  return parts;
}
