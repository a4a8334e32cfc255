import type { ScoreRecord } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toScoreRecord(row: Row): ScoreRecord {
  return {
    subject: row.literal('subject'),
    rubric: row.text('rubric'),
    final: row.flag('final'),
    clarity: row.number('clarity'),
    execution: row.number('execution'),
    ambiguity: row.number('ambiguity'),
    business_fit: row.number('business_fit'),
    composite: row.number('composite'),
  };
}
