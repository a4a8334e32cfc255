import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTelemetry } from '../../adapters/opentelemetry/index.js';
import type { RunWatch, Telemetry } from '../../src/index.js';
import { scriptedFailure } from '../../src/testing/scripted-model.js';
import { better, type ForgeSetup, forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { planWith } from '../fixtures/plan-with.js';
import { rejection } from '../fixtures/rejection.js';

const manager = new AsyncLocalStorageContextManager();
beforeAll(() => context.setGlobalContextManager(manager.enable()));
afterAll(() => context.disable());

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const passing = [verdict(2), rewrite(better), verdict(4)];

/** A forge that is watched by the real SDK. */
function watched(script: Parameters<typeof forgeWithModel>[0], setup: ForgeSetup = {}) {
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 3_600_000 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  closing.push(
    () => tracerProvider.shutdown(),
    () => meterProvider.shutdown(),
  );
  const parts = forgeWithModel(script, { telemetry: openTelemetry({ tracerProvider, meterProvider }), ...setup });
  const spans = () => exporter.getFinishedSpans();
  const points = async (name: string) => {
    await reader.forceFlush();
    const metric = metricExporter
      .getMetrics()
      .at(-1)
      ?.scopeMetrics.flatMap(({ metrics }) => metrics)
      .find(({ descriptor }) => descriptor.name === name);
    return (metric?.dataPoints ?? []).map(({ attributes, value }) => ({ attributes, value }));
  };
  return { ...parts, tracerProvider, spans, points, metricExporter };
}

const parentOf = (span: ReadableSpan | undefined) => span?.parentSpanContext?.spanId;

describe('a run that OpenTelemetry watches', () => {
  test('is a span below what the host has active, with one below it for each model call', async () => {
    const { optimize, spans, tracerProvider } = watched(passing);
    const host = tracerProvider.getTracer('host').startSpan('POST /prompts');
    const { runId } = await context.with(trace.setSpan(ROOT_CONTEXT, host), () => optimize());
    const run = spans().find(({ name }) => name === 'promptforge.run');
    const calls = spans().filter(({ name }) => name === 'chat scripted');
    expect(parentOf(run)).toBe(host.spanContext().spanId);
    expect(calls.length).toBeGreaterThanOrEqual(3);
    for (const call of calls) expect(parentOf(call)).toBe(run?.spanContext().spanId);
    expect(run?.attributes).toEqual({
      'promptforge.operation': 'optimize',
      'promptforge.plan.id': 'pilot',
      'promptforge.gate.outcome': 'pass',
      'promptforge.outcome': 'succeeded',
      'promptforge.run.id': runId,
    });
    expect(calls[0]?.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': expect.any(String),
      'gen_ai.request.model': 'scripted',
      'gen_ai.request.max_tokens': expect.any(Number),
      'gen_ai.usage.input_tokens': expect.any(Number),
      'gen_ai.usage.output_tokens': expect.any(Number),
      'promptforge.purpose': 'judge',
    });
    host.end();
  });

  test('has the span of a model call active while that is made, so that requests nest below it', async () => {
    const seen: (string | undefined)[] = [];
    const replies = [...passing];
    const { optimize, spans } = watched(() => {
      seen.push(trace.getActiveSpan()?.spanContext().spanId);
      return replies.shift() ?? verdict(4);
    });
    await optimize();
    const calls = spans()
      .filter(({ name }) => name.startsWith('chat '))
      .map((call) => call.spanContext().spanId);
    // Confirmations are answered without asking the script.
    expect(seen).toHaveLength(3);
    expect(new Set(seen).size).toBe(3);
    for (const id of seen) expect(calls).toContain(id);
    expect(trace.getActiveSpan()).toBeUndefined();
  });

  test.each([
    ['failed', 'model_refused', [scriptedFailure('model_refused')], {}, 2],
    ['refused', 'quota_exceeded', passing, { plans: [planWith({ 'user-calls-hour': 0 })] }, 2],
  ] as const)('that has %s says why, by a code', async (outcome, code, script, setup, status) => {
    const { optimize, spans, points } = watched(script as never, setup as ForgeSetup);
    expect((await rejection(optimize())).code).toBe(code);
    const run = spans().find(({ name }) => name === 'promptforge.run');
    expect(run?.attributes).toMatchObject({ 'promptforge.outcome': outcome, 'error.type': code });
    expect(run?.status).toEqual({ code: status });
    const calls = spans().filter(({ name }) => name.startsWith('chat '));
    expect(calls.length > 0).toBe(outcome === 'failed');
    for (const call of calls) expect([call.attributes['error.type'], call.status]).toEqual([code, { code: 2 }]);
    expect(await points('promptforge.runs')).toMatchObject([
      { attributes: { 'promptforge.outcome': outcome }, value: 1 },
    ]);
    expect(await points('promptforge.queue.depth')).toMatchObject([{ value: 0 }]);
  });

  test('that was canceled is no fault', async () => {
    const stopping = new AbortController();
    const { optimize, spans } = watched(({ signal }) => {
      stopping.abort();
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('gone'))));
    });
    expect((await rejection(optimize({ signal: stopping.signal }))).code).toBe('run_canceled');
    const run = spans().find(({ name }) => name === 'promptforge.run');
    expect([run?.attributes['promptforge.outcome'], run?.status.code]).toEqual(['canceled', 0]);
  });

  test('is counted, with its tokens and times', async () => {
    const { optimize, points, spans } = watched(passing);
    await optimize();
    const calls = spans().filter(({ name }) => name.startsWith('chat ')).length;
    const tokens = await points('gen_ai.client.token.usage');
    expect(
      tokens.map(({ attributes, value }) => [attributes['gen_ai.token.type'], (value as { count: number }).count]),
    ).toEqual([
      ['input', calls],
      ['output', calls],
    ]);
    expect((tokens[0]?.value as { buckets: { boundaries: number[] } }).buckets.boundaries.at(-1)).toBe(67_108_864);
    const [duration] = await points('gen_ai.client.operation.duration');
    expect((duration?.value as { buckets: { boundaries: number[] } }).buckets.boundaries[0]).toBe(0.01);
    expect(await points('promptforge.run.duration')).toHaveLength(1);
    expect(await points('promptforge.gate')).toMatchObject([
      { attributes: { 'promptforge.gate.outcome': 'pass' }, value: 1 },
    ]);
    expect(await points('promptforge.cache')).toMatchObject([
      { attributes: { 'promptforge.cache.hit': false }, value: calls },
    ]);
  });

  test('tells nothing that anybody wrote', async () => {
    const { optimize, spans, points, metricExporter } = watched(passing);
    await optimize();
    await points('promptforge.runs');
    const told = JSON.stringify([
      spans().map(({ name, attributes, events, status }) => [name, attributes, events, status]),
      metricExporter.getMetrics().map(({ scopeMetrics }) => scopeMetrics),
    ]);
    for (const text of [prompt, better, 'accountants', 'billing', 'ada', 'acme']) expect(told).not.toContain(text);
  });
});

test('a watch that throws costs nobody a run, and the host hears of it', async () => {
  const broken = (): never => {
    throw new Error('The collector is gone.');
  };
  const watches: readonly Telemetry['begin'][] = [
    broken,
    () => ({ within: broken, step: broken, call: broken, end: broken }),
    () => {
      const within: RunWatch['within'] = (task) => {
        task();
        return broken();
      };
      return { within, step: () => {}, call: broken, end: () => {} };
    },
    () => {
      const within: RunWatch['within'] = (task) => task();
      const brokenLater = async () => broken();
      return { within, step: brokenLater, call: () => ({ within, end: brokenLater }), end: brokenLater };
    },
  ];
  for (const begin of watches) {
    const { optimize, reported, model } = forgeWithModel([...passing], { telemetry: { contract: 1, begin } });
    expect(await optimize()).toMatchObject({ improved: true });
    expect(new Set(reported.map(({ context: { during } }) => during))).toEqual(new Set(['telemetry']));
    expect(model.requests.filter(({ purpose }) => purpose === 'rewrite')).toHaveLength(1);
  }
});
