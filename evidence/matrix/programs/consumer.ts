/** Uses something of every subpath of the package, as an application does. It is compiled, never run. */

import {
  type ErrorCode,
  type OptimizeRequest,
  openaiModel,
  type Plan,
  PromptForge,
  PromptForgeError,
  type PromptForgeOptions,
  type RunResult,
} from 'promptforge';
import { memoryStorage } from 'promptforge/adapters/memory';
import { pgliteStorage } from 'promptforge/adapters/pglite';
import { postgresStorage } from 'promptforge/adapters/postgres';
import { type SupabaseStorageOptions, supabaseStorage } from 'promptforge/adapters/supabase';
import { verifyBundle } from 'promptforge/bundles';
import { createChecks } from 'promptforge/checks';
import { modelClassifier } from 'promptforge/classifiers';
import { createClient } from 'promptforge/client';
import * as express from 'promptforge/express';
import * as hono from 'promptforge/hono';
import { escapeHtml } from 'promptforge/html';
import { createHandler, guarded, type Handler } from 'promptforge/http';
import { supabaseSession } from 'promptforge/issuers';
import { renderModule, starterModules } from 'promptforge/modules';
import * as next from 'promptforge/next';
import * as node from 'promptforge/node';
import { type OpenTelemetryOptions, openTelemetry } from 'promptforge/opentelemetry';
import { lint, redact } from 'promptforge/prompts';
import { agreementOf } from 'promptforge/scoring';
import { exactSampling, type Storage } from 'promptforge/storage';
import { stripeBilling } from 'promptforge/stripe';
import { scriptedModel, storageContract } from 'promptforge/testing';

export const storages: readonly Storage[] = [
  memoryStorage(),
  pgliteStorage(),
  postgresStorage({ connectionString: 'postgres://127.0.0.1/shop' }),
];

export function overSupabase(client: SupabaseStorageOptions['client']): Storage {
  return supabaseStorage({ client });
}

export function forgeOn(storage: Storage, telemetry?: OpenTelemetryOptions): PromptForge {
  const options: PromptForgeOptions = {
    storage,
    model: openaiModel({ apiKey: 'key', model: 'gpt-6-luna' }),
    session: { secret: 'a secret of thirty-two characters or more' },
    ...(telemetry === undefined ? {} : { telemetry: openTelemetry(telemetry) }),
  };
  return new PromptForge(options);
}

export async function optimized(forge: PromptForge, request: OptimizeRequest): Promise<number | ErrorCode> {
  try {
    const result: RunResult = await forge.optimize(request);
    const outcome: 'pass' | 'fail' | 'uncertain' = result.gate.outcome;
    return outcome === 'pass' ? result.optimized.score.composite : 0;
  } catch (error) {
    if (error instanceof PromptForgeError) return error.code;
    throw error;
  }
}

export async function follow(forge: PromptForge, token: string): Promise<Response> {
  const file: AsyncIterable<Uint8Array> = forge.analytics.export({ token, format: 'csv' });
  let bytes = 0;
  for await (const chunk of file) bytes += chunk.byteLength;
  for await (const item of forge.analytics.subscribe({ token })) {
    if (item.type === 'event') return new Response(item.event.runId);
  }
  return new Response(String(bytes));
}

export function hosts(forge: PromptForge) {
  const handler: Handler = createHandler(forge, { basePath: '/api' });
  return {
    express: [express.expressHandler(handler), express.guard(forge, { calls: 2 })],
    hono: [hono.honoHandler(handler), hono.guard(forge)],
    next: [
      next.nextHandler(handler),
      next.guard(forge, {}, (_request, { principal }) => new Response(principal.userId)),
    ],
    node: [node.nodeHandler(handler), node.guard(forge)],
    web: guarded(forge, {}, (_request, { principal }) => new Response(principal.userId)),
  };
}

export async function onThePage(): Promise<string | undefined> {
  const client = createClient({ baseUrl: 'https://example.com/api' });
  const { data } = await client.POST('/gpt-editor', { body: { prompt: 'Write a welcome e-mail.' } });
  return data === undefined ? undefined : escapeHtml(data.optimized.prompt);
}

export const pro: Pick<Plan, 'id'> = { id: 'pro' };
export const parts = [
  agreementOf,
  createChecks,
  exactSampling,
  lint,
  modelClassifier,
  redact,
  renderModule,
  scriptedModel,
  starterModules,
  storageContract,
  stripeBilling,
  supabaseSession,
  verifyBundle,
];
