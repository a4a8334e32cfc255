import type { z } from 'zod';

const names: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const units: Readonly<Record<string, readonly [one: string, more: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

/** What a field takes that got something else, in words of ours. Repeats no value. */
export function whatIsTaken(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${names[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `must ${sized(issue.origin)} ${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `must ${sized(issue.origin)} ${issue.inclusive === false ? 'less than' : 'at most'} ${amount(issue.origin, issue.maximum)}`;
    default:
      // Worded beside the rule that was broken.
      return issue.message;
  }
}

function sized(origin: string): string {
  return origin in units ? 'have' : 'be';
}

function amount(origin: string, limit: number | bigint): string {
  const [one, more] = units[origin] ?? [];
  const unit = Number(limit) === 1 ? one : more;
  return unit === undefined ? `${limit}` : `${limit} ${unit}`;
}
