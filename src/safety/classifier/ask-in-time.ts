import { noUsage, type Usage } from '../../domain/quota/usage.js';
import type { Clock } from '../../ports/clock.js';
import type {
  ClassifyFailure,
  ClassifyRequest,
  ClassifyResult,
  PromptClassifier,
} from '../../ports/prompt-classifier.js';
import { isClassifyResult } from './is-classify-result.js';

export interface Asking extends Pick<ClassifyRequest, 'text' | 'endUser' | 'signal'> {
  readonly deadlineMs: number;
  readonly clock: Pick<Clock, 'now'>;
  /** What to account for when the classifier breaks its promises, and nobody knows what it was billed. */
  readonly worst: Usage;
}

/**
 * Asks a classifier, and waits no longer than the deadline, whatever the classifier does. The timer runs
 * on the process's own time, not on an injected clock, since it guards against a socket that is real.
 */
export async function askInTime(classifier: PromptClassifier, asking: Asking): Promise<ClassifyResult> {
  const { text, endUser, signal, deadlineMs, clock, worst } = asking;
  if (signal.aborted) return canceled(noUsage);
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let cancel = () => {};
  const stopped = new Promise<ClassifyResult>((resolve) => {
    timer = setTimeout(() => {
      stop.abort();
      resolve(
        failed(
          'model_timeout',
          'The second stage did not answer in time. Allow more, or choose a faster model.',
          worst,
        ),
      );
    }, deadlineMs);
    cancel = () => {
      stop.abort();
      resolve(canceled(worst));
    };
    signal.addEventListener('abort', cancel, { once: true });
  });
  try {
    const request = { text, endUser, signal: stop.signal, deadline: clock.now() + deadlineMs };
    const answer = classifier.classify(request);
    // When it is stopped, it usually knows what was billed until then: it gets a moment to say so.
    const first = await Promise.race([
      answer,
      stopped.then((late) => Promise.race([answer, moment().then(() => late)])),
    ]);
    return isClassifyResult(first) ? first : failed('model_output_invalid', notOfTheForm, worst);
  } catch (cause) {
    const message = 'The classifier of the second stage threw an error, which it never should.';
    return failed('model_unavailable', message, worst, cause);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

const notOfTheForm = 'The classifier of the second stage answered with something that is not of the form of the port.';

/** Long enough for what is ready to be heard, and too short to be noticed. */
function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

function canceled(usage: Usage): ClassifyFailure {
  return failed('run_canceled', 'The call was aborted by the caller.', usage);
}

function failed(code: ClassifyFailure['code'], message: string, usage: Usage, cause: unknown = null): ClassifyFailure {
  return { outcome: 'failed', code, message, usage, cause };
}
