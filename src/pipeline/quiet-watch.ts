import type { CallWatch, RunWatch, Telemetry } from '../ports/telemetry.js';
import { callQuietly, type ReportError } from './report-error.js';

/** A watch whose failures cost nobody a run: the host hears of them. Null where nobody watches. */
export function quietWatch(
  telemetry: Telemetry | null,
  run: Parameters<Telemetry['begin']>[0],
  report: ReportError,
): RunWatch | null {
  if (telemetry === null) return null;
  const failed = (error: unknown): null => {
    report(error, { during: 'telemetry' });
    return null;
  };
  const quietly = <T>(task: () => T): T | null => {
    try {
      return task();
    } catch (error) {
      return failed(error);
    }
  };
  const within = (watch: Pick<CallWatch, 'within'> | null) =>
    function carryOut<T>(task: () => T): T {
      if (watch === null) return task();
      const done: { value?: { readonly of: T } } = {};
      try {
        return watch.within(() => {
          const value = task();
          done.value = { of: value };
          return value;
        });
      } catch (error) {
        failed(error);
        return done.value === undefined ? task() : done.value.of;
      }
    };
  const watch = quietly(() => telemetry.begin(run));
  if (watch === null) return null;
  return {
    within: within(watch),
    step: (type, data) => callQuietly(() => watch.step(type, data), failed),
    call(asked) {
      const call = quietly(() => watch.call(asked));
      return { within: within(call), end: (end) => callQuietly(() => call?.end(end), failed) };
    },
    end: (end) => callQuietly(() => watch.end(end), failed),
  };
}
