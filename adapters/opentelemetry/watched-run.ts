import { context, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { RunOperation, RunWatch, TelemetryEventType } from '../../src/index.js';
import type { Instruments } from './instruments.js';
import { attributes, spans } from './names.js';
import { watchedCall } from './watched-call.js';

/** The span of a run, below what the host has active when it begins. */
export function watchedRun(tracer: Tracer, instruments: Instruments, operation: RunOperation): RunWatch {
  const { runs, runDuration, queueDepth } = instruments;
  const about = { [attributes.runOperation]: operation };
  const began = performance.now();
  const span = tracer.startSpan(spans.run, { kind: SpanKind.INTERNAL, attributes: about });
  const inside = trace.setSpan(context.active(), span);
  queueDepth.add(1, about, inside);
  const step = (type: TelemetryEventType, data: Readonly<Record<string, unknown>>) => {
    if (type === 'entitlement.granted') span.setAttribute(attributes.plan, String(data.plan));
    if (type === 'model.cached') instruments.cache.add(1, { [attributes.isCached]: true }, inside);
    if (type === 'model.answered') instruments.cache.add(1, { [attributes.isCached]: false }, inside);
    if (type !== 'gate.decided') return;
    span.setAttribute(attributes.gate, String(data.outcome));
    instruments.gate.add(1, { ...about, [attributes.gate]: String(data.outcome) }, inside);
  };
  return {
    within: (task) => context.with(inside, task),
    step,
    call: (call) => watchedCall(tracer, instruments, inside, call),
    end({ runId, outcome, errorCode }) {
      const ended = {
        ...about,
        [attributes.outcome]: outcome,
        ...(errorCode === null ? {} : { [attributes.errorType]: errorCode }),
      };
      queueDepth.add(-1, about, inside);
      runs.add(1, ended, inside);
      runDuration.record((performance.now() - began) / 1_000, ended, inside);
      span.setAttributes({ ...ended, [attributes.runId]: runId });
      if (outcome === 'failed' || outcome === 'refused') span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}
