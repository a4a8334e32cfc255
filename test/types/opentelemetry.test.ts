import { type MeterProvider, metrics, type TracerProvider, trace } from '@opentelemetry/api';
import type { MeterProvider as SdkMeterProvider } from '@opentelemetry/sdk-metrics';
import type { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { expectTypeOf, test } from 'vitest';
import type { OpenTelemetryOptions } from '../../adapters/opentelemetry/index.js';

test('the providers of the API and of the SDK are taken', () => {
  type Tracers = NonNullable<OpenTelemetryOptions['tracerProvider']>;
  type Meters = NonNullable<OpenTelemetryOptions['meterProvider']>;
  expectTypeOf<TracerProvider>().toExtend<Tracers>();
  expectTypeOf<BasicTracerProvider>().toExtend<Tracers>();
  expectTypeOf(trace).toExtend<Tracers>();
  expectTypeOf<MeterProvider>().toExtend<Meters>();
  expectTypeOf<SdkMeterProvider>().toExtend<Meters>();
  expectTypeOf(metrics).toExtend<Meters>();
  // @ts-expect-error a provider of the other kind is none.
  void ((): OpenTelemetryOptions => ({ tracerProvider: metrics }));
});
