import { createHash } from 'node:crypto';
import { strictSchema } from '../model/structured-output.js';
import type { Question } from '../ports/ask-model.js';

/**
 * Names a question: the same for the same question, whatever boundary its material stands in. SHA-256 in
 * hexadecimal over everything that decides its answer.
 * @param about what decides besides: whose question it is, and who is asked.
 */
export function questionKey(question: Question<unknown>, about: readonly string[]): string {
  const { purpose, system, user, schema, maxOutputTokens, boundary = '', sample = 0 } = question;
  const material = boundary === '' ? user : user.replaceAll(boundary, '');
  const shape = schema === null ? null : strictSchema(schema);
  return createHash('sha256')
    .update(JSON.stringify([...about, purpose, system, material, shape, maxOutputTokens, sample]))
    .digest('hex');
}
