import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { measureXss } from '../../../../bench/safety/xss.js';
import { detectMarkup } from '../../../../src/safety/markup/detect-markup.js';
import { detectUrls } from '../../../../src/safety/markup/detect-urls.js';
import { escapeHtml } from '../../../../src/safety/markup/escape-html.js';
import { safeUrl } from '../../../../src/safety/markup/safe-url.js';
import { corporaAbsent, corporaAvailable, corporaPath } from '../../../corpora.js';

describe.skipIf(!corporaAvailable('xss') || !corporaAvailable('benign'))(
  `HTML and addresses in the corpora (else: ${corporaAbsent})`,
  () => {
    test('payloads are stopped by strict policies, honest prompts are not', () => {
      expect(measureXss().filter(({ kept }) => !kept)).toEqual([]);
    });
  },
);

describe.skipIf(!corporaAvailable('blns'))(`naughty strings (else: ${corporaAbsent})`, () => {
  const strings = readFileSync(corporaPath('blns/blns.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);

  test('break nothing, and every span lies within them', () => {
    for (const text of strings) {
      for (const { span } of [...detectMarkup(text), ...detectUrls(text)]) {
        expect(text.slice(span?.start, span?.end)).not.toBe('');
      }
      expect(escapeHtml(text)).not.toMatch(/[<>"'`]/);
      expect(safeUrl(text) ?? 'https:').toMatch(/^(?:https?|mailto|tel):/);
    }
  });
});
