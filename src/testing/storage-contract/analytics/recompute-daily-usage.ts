import type { DailyUsage, Run } from '../../../storage.js';

/**
 * What daily sums must be, computed from the runs themselves while they are all there. It shares
 * no code with any adapter.
 */
export function recomputeDailyUsage(all: readonly Run[], userId: string | null): readonly DailyUsage[] {
  const groups = new Map<string, Run[]>();
  for (const run of all) {
    if (run.status === 'reserved' || (userId !== null && run.userId !== userId)) continue;
    const day = new Date(run.createdAt).toISOString().slice(0, 10);
    const key = JSON.stringify([day, run.planId, run.engine, run.model, run.input?.sevenD.values.domain]);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, runs]) => sums(key, runs));
}

function sums(key: string, runs: readonly Run[]): DailyUsage {
  const [day, planId, engine, model, domain] = JSON.parse(key);
  const total = (figure: (run: Run) => number) => runs.reduce((sum, run) => sum + figure(run), 0);
  const ended = (status: Run['status']) => runs.filter((run) => run.status === status).length;
  const scored = runs.flatMap(({ operation, result }) => (operation === 'optimize' && result !== null ? [result] : []));
  const tenths = (which: 'original' | 'optimized') =>
    scored.reduce((sum, result) => sum + Math.round(result[which].score.composite * 10), 0) / 10;
  return {
    day,
    planId,
    engine,
    model,
    domain,
    runs: {
      succeeded: ended('succeeded'),
      failed: ended('failed'),
      canceled: ended('canceled'),
      abandoned: ended('abandoned'),
    },
    passed: scored.filter(({ gate }) => gate.outcome === 'pass').length,
    improved: scored.filter(({ improved }) => improved).length,
    scores: { runs: scored.length, original: tenths('original'), optimized: tenths('optimized') },
    modelCalls: total(({ usage }) => usage.modelCalls),
    inputTokens: total(({ usage }) => usage.inputTokens),
    outputTokens: total(({ usage }) => usage.outputTokens),
    cachedInputTokens: total(({ usage }) => usage.cachedInputTokens),
    cacheWriteInputTokens: total(({ usage }) => usage.cacheWriteInputTokens),
    reasoningTokens: total(({ usage }) => usage.reasoningTokens),
    costMicros: total(({ usage }) => usage.costMicros ?? 0),
    runsOfUnknownCost: runs.filter(({ usage }) => usage.costMicros === null).length,
    durationMs: total(({ createdAt, endedAt }) => (endedAt ?? createdAt) - createdAt),
  };
}
