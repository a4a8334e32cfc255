import { readFileSync } from 'node:fs';
import { corporaPath } from '../corpora.js';

/** The payloads of both corpora. */
export function xssPayloads(): readonly string[] {
  return ['payloadbox', 'dompurify_fixtures'].flatMap((name) =>
    readFileSync(corporaPath(`xss/${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { text: string }).text),
  );
}

/** One of so many, evenly. */
export function everyNth<T>(values: readonly T[], step: number): readonly T[] {
  return values.filter((_value, index) => index % step === 0);
}
