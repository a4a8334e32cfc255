import type { Engine, RunOperation, UsageSums } from '../../../src/storage.js';
import type { Row } from './row.js';

/** Sums that were answered as a list for each name, and their numbers as one text: rows by `;`, columns by `,`. */
export function toUsageSums(answer: Row): readonly UsageSums[] {
  const [days, planIds, engines] = [answer.list('day'), answer.list('planId'), answer.list('engine')];
  const [models, operations, modules] = [answer.list('model'), answer.list('operation'), answer.list('moduleId')];
  const rows = answer.text('sums').split(';');
  return days.map((day, index) => ({
    day: textOrNull(day),
    planId: textOrNull(planIds[index]),
    // Only our own functions write these.
    engine: textOrNull(engines[index]) as Engine | null,
    model: textOrNull(models[index]),
    operation: textOrNull(operations[index]) as RunOperation | null,
    moduleId: textOrNull(modules[index]),
    ...toSums(rows[index] ?? ''),
  }));
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** In the order in which the columns of the table are. */
function toSums(row: string) {
  const numbers = row.split(',').map(Number);
  const at = (column: number) => numbers[column] ?? Number.NaN;
  return {
    runs: { succeeded: at(0), failed: at(1), canceled: at(2), abandoned: at(3) },
    passed: at(4),
    improved: at(5),
    scores: { runs: at(6), original: at(7) / 10, optimized: at(8) / 10 },
    modelCalls: at(9),
    inputTokens: at(10),
    outputTokens: at(11),
    cachedInputTokens: at(12),
    cacheWriteInputTokens: at(13),
    reasoningTokens: at(14),
    costMicros: at(15),
    runsOfUnknownCost: at(16),
    durationMs: at(17),
  };
}
