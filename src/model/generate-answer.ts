import { addUsage, noUsage, type Usage } from '../domain/quota/usage.js';
import type { GenerateFailure, GenerateRequest, GenerateResult, ModelFailureCode } from '../ports/model.js';
import type { Health } from './circuit-breaker.js';
import { countInputTokens } from './count-input-tokens.js';
import { faultMessage } from './fault-message.js';
import type { ModelFault } from './model-fault.js';
import type { ModelGate } from './model-gate.js';
import type { StreamOpener } from './model-stream.js';
import type { OpenaiSettings } from './openai-options.js';
import type { OutputLadder } from './output-ladder.js';
import { parseOutput } from './parse-output.js';
import { redactedCause } from './redacted-cause.js';
import { retryDelay } from './retry.js';
import { type Attempt, runAttempt } from './run-attempt.js';
import { schemaInstruction } from './schema-instruction.js';
import { strictSchema } from './structured-output.js';

interface GenerateParts {
  readonly open: StreamOpener;
  readonly gate: ModelGate;
  readonly settings: OpenaiSettings;
  readonly ladder: OutputLadder;
}

/**
 * Asks until there is an answer, no more use in asking, or no more time. The usage of all attempts
 * adds up, those that failed included.
 */
export async function generateAnswer<T>(
  request: GenerateRequest<T>,
  { open, gate, settings, ladder }: GenerateParts,
): Promise<GenerateResult<T>> {
  const { clock } = settings;
  const schema = request.schema === null ? null : strictSchema(request.schema);
  const system = request.system + schemaInstruction(schema, settings.vendor);
  const startedAt = clock.now();
  let mode = schema === null ? 'text' : ladder.top();
  let usage: Usage = noUsage;
  let requestId: string | null = null;
  let attempts = 0;
  let lastFault: ModelFault | null = null;
  /** Steps down the ladder ask anew, differently; they are not retries. */
  let steps = 0;

  const report = () => ({ usage, requestId, attempts, latencyMs: clock.now() - startedAt });
  const failed = (fault: FailureFacts): GenerateFailure => ({
    outcome: 'failed',
    code: fault.code,
    message: fault.message,
    retryAfterMs: fault.retryAfterMs,
    cause: fault.cause,
    ...report(),
  });
  const ended = (code: ModelFailureCode, detail: string, retryAfterMs: number | null = null) =>
    failed({
      code,
      message: faultMessage(code, settings),
      retryAfterMs,
      cause: redactedCause({ code: detail, requestId }),
    });

  for (;;) {
    if (request.signal.aborted) return ended('run_canceled', 'aborted');
    if (clock.now() >= request.deadline) return ended('model_timeout', 'deadline');
    const { signal, deadline } = request;
    const entry = await gate.enter({ signal, deadline, isRepeated: lastFault !== null });
    if (!entry.admitted) {
      // Why asking went wrong says more than that nobody asks any more.
      const isClosed = entry.code === 'model_circuit_open' || entry.code === 'overloaded';
      if (isClosed && lastFault !== null) return failed({ ...lastFault, retryAfterMs: entry.retryAfterMs });
      return ended(entry.code, 'not_sent', entry.retryAfterMs);
    }

    attempts += 1;
    let health: Health = 'unknown';
    let attempt: Attempt;
    try {
      attempt = await runAttempt(
        { ...request, system, schema, mode },
        {
          open,
          settings,
          signal,
          deadline,
          onBegin: entry.begun,
          onDelta: request.onDelta,
          // Asked for otherwise, the schema is in the instructions or nowhere.
          countInput: () =>
            countInputTokens({ system, user: request.user, schema: mode === 'json_schema' ? schema : null }),
        },
      );
      health = attempt.health;
    } finally {
      // Who waits before the next attempt holds no place.
      entry.leave(health);
    }
    usage = addUsage(usage, attempt.usage);
    requestId = attempt.requestId;

    const { fault } = attempt;
    lastFault = fault;
    if (fault === null) {
      if (schema !== null) ladder.taken(mode);
      const output = parseOutput(attempt.text, request.schema, settings.vendor !== 'other');
      if (output.valid) return { outcome: 'answered', value: output.value, ...report() };
      return failed(invalidOutput(output.detail, settings, requestId));
    }

    const lower = fault.formatRejected ? ladder.below(mode) : null;
    if (lower !== null) {
      mode = lower;
      steps += 1;
      continue;
    }

    // What is held for a call covers one billed attempt: another could exceed the limits of the plan.
    const delay = attempt.usage.modelCalls > 0 ? null : retryDelay(fault, attempts - steps, settings);
    if (delay === null || clock.now() + delay >= request.deadline) return failed(fault);
    const { circuit, retryAfterMs } = gate.state();
    if (circuit === 'open' && retryAfterMs !== null && retryAfterMs > delay) {
      return failed({ ...fault, retryAfterMs: fault.retryAfterMs ?? retryAfterMs });
    }
    try {
      await clock.sleep(delay, request.signal);
    } catch {
      return ended('run_canceled', 'aborted');
    }
  }
}

type FailureFacts = Pick<ModelFault, 'code' | 'message' | 'retryAfterMs' | 'cause'>;

function invalidOutput(detail: string, settings: OpenaiSettings, requestId: string | null): FailureFacts {
  return {
    code: 'model_output_invalid',
    message: `${faultMessage('model_output_invalid', settings)} At fault: ${detail}.`,
    retryAfterMs: null,
    cause: redactedCause({ code: 'output_invalid', requestId }),
  };
}
