import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { streamRun } from '../../../src/http/streams/stream-run.js';
import { type PromptForge, PromptForgeError, type RunFacts } from '../../../src/index.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a run that cannot be told again is refused by its status, and leaves no timer behind', async () => {
  const away = new PromptForgeError('storage_unavailable', 'The storage is away.');
  const forge = { runs: { events: () => Promise.reject(away) } } as unknown as PromptForge;
  const start = async () => ({ runId: 'run-1', replayed: true, quota: [] }) as unknown as RunFacts;
  const request = new Request('http://localhost/api/gpt-editor');
  await expect(streamRun({ forge, request, token: null, start })).rejects.toBe(away);
  expect(vi.getTimerCount()).toBe(0);
});
