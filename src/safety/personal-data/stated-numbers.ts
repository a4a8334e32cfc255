import type { DigitGroup } from './digit-groups.js';
import type { Found } from './found.js';

interface Statement {
  readonly code: 'passport_number' | 'driving_licence' | 'date_of_birth';
  readonly words: RegExp;
  readonly value: RegExp;
}

const number = /^[A-Z0-9][A-Z0-9-]{4,18}[A-Z0-9]$/i;

/** What a word right before it says the meaning of: without the word it could be anything. */
const statements: readonly Statement[] = [
  { code: 'passport_number', words: /\b(?:passport|reisepass|passeport|pasaporte)/gi, value: number },
  { code: 'driving_licence', words: /\b(?:driver'?s?|driver’s|driving) licen[cs]e|\bführerschein/gi, value: number },
  {
    code: 'date_of_birth',
    words: /\b(?:date of birth|birth ?date|d\.?o\.?b\b|geburtsdatum|date de naissance|fecha de nacimiento)/gi,
    value: /^(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})$/,
  },
];

/** Words that may stand between. */
const between = /^(?:number|numbers|no|nr|num|nummer|numéro|número|id|is|was|ist|est|es|my|the|card|document|and)$/i;
const reach = 48;
const fewestDigits = 5;

export function statedNumbers(text: string, groups: readonly DigitGroup[]): readonly Found<Statement['code']>[] {
  if (groups.reduce((sum, { digits }) => sum + digits.length, 0) < fewestDigits) return [];
  return statements.flatMap(({ code, words, value }) =>
    [...text.matchAll(words)].flatMap((word) => {
      // What stands in for a number that was taken out is no word about the next one.
      if (text[word.index - 1] === '[') return [];
      const from = word.index + word[0].length;
      const rest = text.slice(from, from + reach);
      for (const { 0: token, index } of rest.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{N}./-]*[\p{L}\p{N}])?/gu)) {
        if (index + token.length === reach || /[[\]{}<>\n]/.test(rest.slice(0, index).trimStart())) return [];
        const digits = token.replaceAll(/\D/g, '').length;
        if (value.test(token) && digits >= fewestDigits && digits * 2 >= token.length) {
          return [{ code, start: from + index, end: from + index + token.length, confidence: 0.7 }];
        }
        if (!between.test(token)) return [];
      }
      return [];
    }),
  );
}
