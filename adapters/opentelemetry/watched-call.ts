import { type Context, context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { CallWatch, WatchedCall } from '../../src/index.js';
import type { Instruments } from './instruments.js';
import { attributes } from './names.js';

/** Models answer prompts in messages, whichever of their endpoints is asked. */
const operation = 'chat';

/** The span of a model call, which is active while it is made. */
export function watchedCall(
  tracer: Tracer,
  { tokenUsage, callDuration }: Instruments,
  parent: Context,
  { model, provider, purpose, maxOutputTokens }: WatchedCall,
): CallWatch {
  const asked = {
    [attributes.operation]: operation,
    [attributes.provider]: provider,
    [attributes.model]: model,
  };
  const began = performance.now();
  const span: Span = tracer.startSpan(
    `${operation} ${model}`,
    {
      kind: SpanKind.CLIENT,
      attributes: { ...asked, [attributes.maxTokens]: maxOutputTokens, [attributes.purpose]: purpose },
    },
    parent,
  );
  const inside = trace.setSpan(parent, span);
  return {
    within: (task) => context.with(inside, task),
    end({ usage, errorCode }) {
      const failed = errorCode === null ? {} : { [attributes.errorType]: errorCode };
      callDuration.record((performance.now() - began) / 1_000, { ...asked, ...failed }, inside);
      if (usage !== null) {
        span.setAttribute(attributes.inputTokens, usage.inputTokens);
        span.setAttribute(attributes.outputTokens, usage.outputTokens);
        if (usage.costMicros !== null) span.setAttribute(attributes.costMicros, usage.costMicros);
        tokenUsage.record(usage.inputTokens, { ...asked, [attributes.tokenType]: 'input' }, inside);
        tokenUsage.record(usage.outputTokens, { ...asked, [attributes.tokenType]: 'output' }, inside);
      }
      span.setAttributes(failed);
      // What was given up on purpose is no fault.
      if (errorCode !== null && errorCode !== 'run_canceled') span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}
