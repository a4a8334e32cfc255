/** `promptforge/opentelemetry`: runs and model calls as spans and metrics of OpenTelemetry. */

import { type MeterProvider, metrics, type TracerProvider, trace } from '@opentelemetry/api';
import type { Telemetry } from '../../src/index.js';
import { instrumentsOf } from './instruments.js';
import { watchedRun } from './watched-run.js';

/** A `TracerProvider` of OpenTelemetry. */
export interface TracerProviderOfHost {
  getTracer(name: string, version?: string): object;
}

/** A `MeterProvider` of OpenTelemetry. */
export interface MeterProviderOfHost {
  getMeter(name: string, version?: string): object;
}

export interface OpenTelemetryOptions {
  /** Default: the global one, as it is when PromptForge is made. */
  readonly tracerProvider?: TracerProviderOfHost;
  /** Default: the global one, as it is when PromptForge is made. */
  readonly meterProvider?: MeterProviderOfHost;
}

const scope = 'promptforge';

/**
 * What to hand to PromptForge as `telemetry`: a span for each run, one below it for each model call, and metrics.
 * Neither holds anything that a user wrote, nor who they are. Needs the package `@opentelemetry/api`.
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): Telemetry {
  // Their types would be those of our copy of the package, which the host's need not be.
  const tracers = (options.tracerProvider ?? trace) as Pick<TracerProvider, 'getTracer'>;
  const meters = (options.meterProvider ?? metrics) as Pick<MeterProvider, 'getMeter'>;
  const tracer = tracers.getTracer(scope);
  const instruments = instrumentsOf(meters.getMeter(scope));
  return Object.freeze<Telemetry>({
    contract: 1,
    begin: ({ operation }) => watchedRun(tracer, instruments, operation),
  });
}
