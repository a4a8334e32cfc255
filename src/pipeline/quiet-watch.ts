import type { CallWatch, RunWatch, Telemetry } from '../ports/telemetry.js';
import type { ReportError } from './report-error.js';

/** A watch whose failures cost nobody a run: the host hears of them. Null where nobody watches. */
export function quietWatch(
  telemetry: Telemetry | null,
  run: Parameters<Telemetry['begin']>[0],
  report: ReportError,
): RunWatch | null {
  if (telemetry === null) return null;
  const quietly = <T>(task: () => T): T | null => {
    try {
      return task();
    } catch (error) {
      report(error, { during: 'telemetry' });
      return null;
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
        report(error, { during: 'telemetry' });
        return done.value === undefined ? task() : done.value.of;
      }
    };
  const watch = quietly(() => telemetry.begin(run));
  if (watch === null) return null;
  return {
    within: within(watch),
    step: (type, data) => void quietly(() => watch.step(type, data)),
    call(asked) {
      const call = quietly(() => watch.call(asked));
      return { within: within(call), end: (end) => void quietly(() => call?.end(end)) };
    },
    end: (end) => void quietly(() => watch.end(end)),
  };
}
