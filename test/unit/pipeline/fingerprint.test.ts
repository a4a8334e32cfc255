import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { endUserPseudonym } from '../../../src/pipeline/end-user-pseudonym.js';
import { fingerprintOf } from '../../../src/pipeline/fingerprint.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a fingerprint', () => {
  test('is the SHA-256 of the content', () => {
    expect(fingerprintOf({ prompt: 'é' })).toBe(sha256('{"prompt":"é"}'));
  });

  test('changes with every part of it', () => {
    const request = { engine: 'model', model: 'a', prompt: 'x', sevenD: { domain: 'saas' } };
    const others = [
      { ...request, engine: 'rules' },
      { ...request, model: null },
      { ...request, prompt: 'y' },
    ];
    const deeper = { ...request, sevenD: { domain: 'ngo' } };
    expect(new Set([request, ...others, deeper].map(fingerprintOf)).size).toBe(5);
  });
});

describe('the pseudonym of a user', () => {
  test('is stable, and holds neither name', () => {
    const pseudonym = endUserPseudonym('acme', 'ada');
    expect(pseudonym).toMatch(/^[0-9a-f]{64}$/);
    expect(endUserPseudonym('acme', 'ada')).toBe(pseudonym);
  });

  test('is not shared by users whose names run together', () => {
    const names = [
      endUserPseudonym('a', 'bc'),
      endUserPseudonym('ab', 'c'),
      endUserPseudonym('', 'abc'),
      endUserPseudonym('a","b', 'c'),
    ];
    expect(new Set([...names, endUserPseudonym('a', 'b","c')]).size).toBe(5);
  });
});
