/** What runs can be exported as: a table (RFC 4180), or one JSON object a line (https://jsonlines.org). */
export const runFileFormats = ['csv', 'jsonl'] as const;
export type RunFileFormat = (typeof runFileFormats)[number];
