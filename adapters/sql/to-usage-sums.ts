import type { Engine, RunOperation, UsageSums } from '../../src/storage.js';
import type { Row } from './row.js';

/** Sums that were answered as a list for each column. */
export function toUsageSums(answer: Row): readonly UsageSums[] {
  const numbers = (name: string) => {
    const column = answer.numbers(name);
    return (index: number) => column[index] ?? 0;
  };
  const texts = (name: string) => {
    const column = answer.texts(name);
    return (index: number) => column[index] ?? '';
  };
  const [planId, engine, operation] = [texts('planId'), texts('engine'), texts('operation')];
  const [models, modules] = [answer.list('model'), answer.list('moduleId')];
  const [succeeded, failed] = [numbers('succeeded'), numbers('failed')];
  const [canceled, abandoned] = [numbers('canceled'), numbers('abandoned')];
  const [passed, improved, scored] = [numbers('passed'), numbers('improved'), numbers('scored')];
  const [originalTenths, optimizedTenths] = [numbers('originalTenths'), numbers('optimizedTenths')];
  const [modelCalls, inputTokens, outputTokens] = [
    numbers('modelCalls'),
    numbers('inputTokens'),
    numbers('outputTokens'),
  ];
  const [cachedInputTokens, cacheWriteInputTokens] = [numbers('cachedInputTokens'), numbers('cacheWriteInputTokens')];
  const [reasoningTokens, costMicros] = [numbers('reasoningTokens'), numbers('costMicros')];
  const [runsOfUnknownCost, durationMs] = [numbers('runsOfUnknownCost'), numbers('durationMs')];
  return answer.texts('day').map((day, index) => ({
    day,
    planId: planId(index),
    // Only our own functions write these.
    engine: engine(index) as Engine,
    model: textOrNull(models[index]),
    operation: operation(index) as RunOperation,
    moduleId: textOrNull(modules[index]),
    runs: {
      succeeded: succeeded(index),
      failed: failed(index),
      canceled: canceled(index),
      abandoned: abandoned(index),
    },
    passed: passed(index),
    improved: improved(index),
    scores: {
      runs: scored(index),
      original: originalTenths(index) / 10,
      optimized: optimizedTenths(index) / 10,
    },
    modelCalls: modelCalls(index),
    inputTokens: inputTokens(index),
    outputTokens: outputTokens(index),
    cachedInputTokens: cachedInputTokens(index),
    cacheWriteInputTokens: cacheWriteInputTokens(index),
    reasoningTokens: reasoningTokens(index),
    costMicros: costMicros(index),
    runsOfUnknownCost: runsOfUnknownCost(index),
    durationMs: durationMs(index),
  }));
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
