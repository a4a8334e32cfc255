import type { Permission } from '../domain/access/permission.js';
import type { Principal } from '../domain/access/principal.js';
import type { JsonObject, JsonValue } from '../domain/json/json.js';
import type { RunBudget } from '../domain/quota/run-budget.js';
import type { Usage } from '../domain/quota/usage.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import type { PlanOfTenant, ResolvedPlan } from '../entitlement/plan-of-tenant.js';
import type { RunModule } from '../library/modules/run-module.js';
import type { Clock } from '../ports/clock.js';
import type { Model } from '../ports/model.js';
import type { Storage } from '../ports/storage.js';
import type { Telemetry } from '../ports/telemetry.js';
import type { PolicyPreset } from '../safety/policy/policy-options.js';
import type { PromptPolicy } from '../safety/policy/prompt-policy.js';
import type { SharedAnswers } from './answer-cache.js';
import type { WorstCase } from './call-sizes.js';
import type { EngineInput, RunEngine } from './engine.js';
import type { ReportError } from './report-error.js';
import type { RunEventListener } from './run-event.js';
import type { RunTrace } from './run-trace.js';
import type { ValidatedRun } from './validate-run.js';

/** What every run is carried out with. */
export interface PipelineParts {
  readonly storage: Pick<Storage, 'ledger'>;
  readonly plans: Pick<PlanOfTenant, 'resolve'>;
  readonly engine: RunEngine;
  readonly ruleset: SevenDRuleset;
  readonly promptPolicy: PromptPolicy | PolicyPreset;
  /** Options of the host that change what a run comes to. */
  readonly decisiveOptions: JsonObject;
  /** Null with the rules engine, which asks nobody. */
  readonly model: Model | null;
  /** Null where every question is asked anew. */
  readonly answers: SharedAnswers | null;
  readonly verify: (token: unknown) => Promise<Principal>;
  /** @throws PromptForgeError `permission_denied` */
  readonly requirePermission: (caller: Principal, permission: Permission) => void;
  /** @throws PromptForgeError where the caller may not use the module, or not so. */
  readonly loadModule: (request: LoadModuleRequest) => Promise<RunModule>;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Random text for the boundaries around what users wrote. */
  readonly newBoundary: () => string;
  readonly report: ReportError;
  /** Null where nobody watches. */
  readonly telemetry: Telemetry | null;
  /** What the host lets any run use at most. */
  readonly budget: RunBudget;
  /** How long the model may work on one run, in milliseconds. */
  readonly timeoutMs: number;
  /** How long a run stays with its process, in milliseconds; longer than it may take. */
  readonly leaseMs: number;
}

/** A module that a request names, not yet checked in any way. */
export interface ModuleRequest {
  readonly id: unknown;
  /** Null for the latest active one. */
  readonly version: unknown;
  /** Null where the prompt is to keep its placeholders. */
  readonly inputs: unknown;
}

export interface LoadModuleRequest extends ModuleRequest {
  readonly principal: Principal;
  readonly entitlement: ResolvedPlan;
  readonly sevenD: unknown;
}

/** What a caller asks for, not yet checked in any way. */
export interface PipelineRequest {
  readonly token: unknown;
  readonly prompt: unknown;
  /** What makes the prompt; null where there is one. */
  readonly module: ModuleRequest | null;
  readonly sevenD: unknown;
  readonly idempotencyKey: string | null;
  readonly signal: AbortSignal;
  readonly onEvent: RunEventListener | null;
  /** What this run may use at most, within what the host lets any run use. */
  readonly budget: RunBudget;
  /** Whether nothing is to be answered from the cache. */
  readonly refresh: boolean;
}

/** A run that was admitted, with all it needs. */
export interface AdmittedRun {
  readonly principal: Principal;
  readonly input: EngineInput;
  /** The prompt it is compared with. */
  readonly other: string | null;
  /** The prompt, and after it the other one. */
  readonly validated: readonly [ValidatedRun, ...ValidatedRun[]];
  readonly trace: RunTrace;
  readonly signal: AbortSignal;
  /** What is held for it; no call is made that could exceed it. */
  readonly hold: WorstCase;
  /** Milliseconds. */
  readonly timeMs: number;
  readonly refresh: boolean;
  /** Names this process and attempt. */
  readonly holder: string;
  /** What a process before this one has left; null when there was none. */
  readonly resumed: { readonly usage: Usage; readonly answers: Readonly<Record<string, JsonValue>> } | null;
}
