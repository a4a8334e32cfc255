import { expect, test } from 'vitest';
import { asSarif } from '../../../../src/cli/check/as-sarif.js';
import type { CheckedFile } from '../../../../src/cli/check/checked-file.js';

const file = (path: string): CheckedFile => ({
  path,
  text: 'a text',
  verdict: {
    ok: true,
    action: 'allow',
    issues: [],
    sanitized: { prompt: null, sevenD: null, inputs: null },
    risk: 0,
    quality: null,
  },
  findings: [{ rule: 'no-task', dimension: 'clarity', penalty: 20, span: null, message: 'No task.', fix: 'Name one.' }],
  failed: false,
});

test.each([
  ['prompts/a b.txt', 'prompts/a%20b.txt'],
  ['-', 'stdin'],
  ['/srv/a#b.txt', 'file:///srv/a%23b.txt'],
])('the file %s is %s', (path, uri) => {
  const [result] = JSON.parse(asSarif([file(path)])).runs[0].results;
  expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  // What is missing from the whole of a file is said of the whole of it.
  expect(result.locations[0].physicalLocation.region).toMatchObject({ charOffset: 0, charLength: 6 });
  expect(result).toMatchObject({ ruleId: 'lint/no-task', level: 'note', message: { text: 'No task. Name one.' } });
});
