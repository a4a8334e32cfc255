import type { RunStepEvent } from '../index.js';

/** One line for a step of a run, as a person would say it. */
export function stepLine(event: RunStepEvent): string {
  const [name, text] = describe(event);
  return `  ${name.padEnd(12)} ${text}`;
}

function describe(event: RunStepEvent): readonly [name: string, text: string] {
  switch (event.type) {
    case 'session.verified':
      return ['session', `token verified, role ${event.data.role}`];
    case 'entitlement.granted':
      return ['plan', `${event.data.plan} includes ${event.data.feature}`];
    case 'prompt.validated': {
      const { length, domain, output_format, defaulted, action, codes } = event.data;
      const policy = action === 'allow' ? '' : `; ${action}: ${codes.join(', ')}`;
      const parameters = `${domain}, ${output_format}; ${defaulted} of 7 parameters by default`;
      return ['prompt', `${length} characters, ${parameters}${policy}`];
    }
    case 'prompt.classified': {
      const { hostile, action } = event.data;
      return [
        'prompt',
        `second stage: ${hostile === null ? 'no answer' : hostile ? 'hostile' : 'harmless'}, ${action}`,
      ];
    }
    case 'quota.reserved': {
      const { holdTokens, holdCostMicros } = event.data;
      if (holdTokens === 0) return ['quota', 'reserved 1 call'];
      return ['quota', `reserved 1 call, at most ${holdTokens} tokens and ${dollars(holdCostMicros)}`];
    }
    case 'model.called':
      return ['model', `${event.data.purpose} ...`];
    case 'model.answered': {
      const { purpose, inputTokens, outputTokens, latencyMs, attempts } = event.data;
      const tries = attempts > 1 ? `, ${attempts} attempts` : '';
      return ['model', `${purpose}: ${inputTokens} tokens in, ${outputTokens} out, ${latencyMs} ms${tries}`];
    }
    case 'model.failed':
      return ['model', `${event.data.purpose} failed: ${event.data.code}`];
    case 'model.cached':
      return ['model', `${event.data.purpose}: answered before`];
    case 'run.resumed':
      return ['run', `taken over from another process, with ${event.data.answers} answers`];
    case 'step.started':
      return ['step', `${event.data.step}: ${event.data.strategies.join(', ').replaceAll('_', ' ')}`];
    case 'candidate.compared':
      return ['compare', `${compared[event.data.preferred]}`];
    case 'candidate.measured': {
      const { composite, samples, standardError } = event.data;
      return ['score', `measured ${composite} by ${samples} samples, +-${standardError}`];
    }
    case 'case.tested': {
      const { index, passed, code } = event.data;
      return ['test', `case ${index + 1} ${passed ? 'passed' : 'failed'}${code === null ? '' : `: ${code}`}`];
    }
    case 'candidate.rejected':
      return ['rewrite', `version ${event.data.step} rejected: ${event.data.reason.replaceAll('_', ' ')}`];
    case 'candidate.scored': {
      const { step, subject, composite, accepted } = event.data;
      if (subject === 'original') return ['score', `original ${composite}`];
      const version = subject === 'composed' ? 'by the rules' : `version ${step}`;
      return ['score', `${version} ${composite}, ${accepted ? 'accepted' : 'not better'}`];
    }
    case 'gate.decided': {
      const { outcome, threshold, failed } = event.data;
      return ['gate', `${outcome} at ${threshold}${failed.length === 0 ? '' : `; short of: ${failed.join(', ')}`}`];
    }
    case 'run.succeeded': {
      const { tokens, costMicros, stopReason } = event.data;
      const spent = tokens === 0 ? 'no tokens' : `${tokens} tokens, ${dollars(costMicros)}`;
      const reason = stopReason === null ? '' : `; stop reason: ${stopReason.replaceAll('_', ' ')}`;
      return ['settled', `1 call, ${spent}${reason}`];
    }
    case 'run.failed':
      return ['settled', `failed: ${event.data.code}`];
    case 'run.canceled':
      return ['settled', `canceled after ${event.data.tokens} tokens`];
  }
}

const compared = {
  candidate: 'better than the original in both orders',
  original: 'worse than the original in both orders',
  tie: 'no better than the original: a tie',
} as const;

/** Micro-dollars in words: never nothing when the price is not known. */
export function dollars(micros: number | null): string {
  return micros === null ? 'an unknown cost' : `$${(micros / 1_000_000).toFixed(6)}`;
}
