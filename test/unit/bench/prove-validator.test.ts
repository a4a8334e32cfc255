import { describe, expect, test } from 'vitest';
import { proveValidator } from '../../../bench/validation/prove-validator.js';

const markup = 'Say <script>x()</script> to us.';

describe('whoever is measured while validating', () => {
  test('has to do what it is there for', async () => {
    const idle = { name: 'idle', treat: (text: string) => text, proof: [markup, 'Say to us.'] } as const;
    await expect(proveValidator(idle)).rejects.toThrow(/^idle should have made "Say to us."/);
  });

  test('has to leave alone what is plain', async () => {
    const wrecker = { name: 'wrecker', treat: async () => null, proof: [markup, null] } as const;
    await expect(proveValidator(wrecker)).rejects.toThrow(/^wrecker made nothing of what is plain/);
  });

  test('passes when it does both', async () => {
    const treat = (text: string) => text.replace(/<script>.*<\/script> /, '');
    await expect(proveValidator({ name: 'good', treat, proof: [markup, 'Say to us.'] })).resolves.toBeUndefined();
  });
});
