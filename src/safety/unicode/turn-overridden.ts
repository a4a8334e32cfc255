import type { Edit } from './rewrite.js';

/** What a right-to-left override holds, up to its end or the end of the line. */
const overridden = /\u202e([^\u202c\n]+)/g;

/** The edits that put in the order in which they show what right-to-left overrides turn around. */
export function turnOverridden(text: string): readonly Edit[] {
  if (!text.includes('\u202e')) return [];
  return Array.from(text.matchAll(overridden), ({ 1: held = '', index }) => ({
    start: index + 1,
    end: index + 1 + held.length,
    text: [...held].reverse().join(''),
  }));
}
