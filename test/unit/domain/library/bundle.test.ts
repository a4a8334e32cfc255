import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { artifactProblem, type BundleArtifact } from '../../../../src/domain/library/bundle.js';

const file: BundleArtifact = {
  path: 'prompt.md',
  mediaType: 'text/markdown',
  sha256: 'a'.repeat(64),
  encoding: 'text',
  content: 'Role: lead.',
};

describe('files of a bundle', () => {
  test('can be kept when every one can, and none at all is fine', () => {
    expect(artifactProblem([])).toBeNull();
    expect(artifactProblem([file, { ...file, path: 'Prompt.md' }])).toBeNull();
  });

  test.each([
    [{ path: '' }, /no path/],
    [{ path: 'a\0' }, /name holds NUL/],
    [{ mediaType: 'text/\ud800' }, /name holds NUL/],
    [{ sha256: 'A'.repeat(64) }, /not SHA-256/],
    [{ sha256: '' }, /not SHA-256/],
    [{ content: 'a\0b' }, /text holds NUL/],
    [{ content: '\udc00' }, /text holds NUL/],
    [{ encoding: 'base64', content: 'YQ' }, /not base64/],
    [{ encoding: 'base64', content: 'YQ=' }, /not base64/],
    [{ encoding: 'base64', content: 'Y===' }, /not base64/],
    [{ encoding: 'base64', content: 'Y-_=' }, /not base64/],
  ] as const)('cannot with %j in one of them', (changes, problem) => {
    expect(
      artifactProblem([
        { ...file, path: 'first' },
        { ...file, ...changes },
      ]),
    ).toMatch(problem);
  });

  test('cannot share a path', () => {
    expect(artifactProblem([file, { ...file, content: 'another' }])).toMatch(/share one path/);
  });

  test('can hold any bytes in base64, and any whole text without NUL', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'binary' }), (bytes, text) => {
        const content = Buffer.from(bytes).toString('base64');
        expect(artifactProblem([{ ...file, encoding: 'base64', content }])).toBeNull();
        expect(artifactProblem([{ ...file, content: text.replaceAll('\0', '') }])).toBeNull();
      }),
    );
  });
});
