import { randomUUID } from 'node:crypto';
import type { ModuleLibrary } from '../facets/load-module.js';
import type { RunOperations } from '../facets/run-operations.js';
import { runOperations } from '../facets/run-operations.js';
import type { Settings } from '../options.js';
import { SharedAnswers } from '../pipeline/answer-cache.js';
import { modelEngine } from '../pipeline/model-engine.js';
import type { PipelineParts } from '../pipeline/pipeline-parts.js';
import { rulesEngine } from '../pipeline/rules-engine.js';
import type { Storage } from '../ports/storage.js';

/** The lease outlives the deadline of a run, so that only a process that died loses it. */
const leaseReserveMs = 60_000;

/** What the operations share with the rest of a PromptForge. */
export type SharedParts = Pick<PipelineParts, 'plans' | 'verify' | 'requirePermission'> & {
  readonly storage: Storage;
  readonly modules: () => Promise<ModuleLibrary>;
};

export interface LoadedOperations {
  readonly operations: RunOperations;
  /** Forgets the answers that this process keeps. */
  readonly forgetAnswers: () => void;
}

/** The operations of a PromptForge. Loaded with the first of them: half the library is behind them. */
export function operationsOf(settings: Settings, { modules, ...shared }: SharedParts): LoadedOperations {
  const { model, clock, newId, timeoutMs, maxOutputTokens, cache, loop, budget } = settings;
  const { maxSamples: mostSamples, ...loopSettings } = loop;
  const answers =
    model === null || cache === false
      ? null
      : new SharedAnswers(shared.storage.cache, cache, () => clock.now(), settings.onError);
  const parts: PipelineParts = {
    ...shared,
    async loadModule(request) {
      const { loadModule } = await import('../facets/load-module.js');
      return loadModule(await modules(), request);
    },
    model,
    answers,
    ruleset: settings.sevenD,
    promptPolicy: settings.promptPolicy,
    decisiveOptions: model === null ? {} : { maxOutputTokens: { ...maxOutputTokens } },
    engine:
      model === null ? rulesEngine : modelEngine(model, { maxOutputTokens, mostSamples, newBoundary: randomUUID }),
    clock,
    newId,
    // Never by `newId`: a host may count its ids, and what can be guessed is no boundary.
    newBoundary: randomUUID,
    report: settings.onError,
    telemetry: settings.telemetry,
    budget,
    timeoutMs,
    leaseMs: timeoutMs + leaseReserveMs,
  };
  return {
    operations: runOperations(parts, { loop: loopSettings, mostSamples, maxOutputTokens }),
    forgetAnswers: () => answers?.forget(),
  };
}
