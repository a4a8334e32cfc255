import type { ResumeResult } from '../../../src/storage.js';
import type { Row } from './row.js';
import { toRun } from './to-run.js';

export function toResumeResult(answer: Row): ResumeResult {
  const outcome = answer.literal<ResumeResult['outcome']>('outcome');
  switch (outcome) {
    case 'resumed':
      return { outcome, run: toRun(answer.row('run')), answers: answer.document('answers') ?? {} };
    case 'held':
      return { outcome, retryAfterMs: answer.number('retryAfterMs') };
    case 'ended':
      return { outcome, run: toRun(answer.row('run')) };
    case 'unknown_run':
      return { outcome };
  }
}
