import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.doUnmock('eld/extrasmall');
  vi.resetModules();
});

test('a run whose guards could not be loaded leaves the next one to try again', async () => {
  vi.resetModules();
  const load = vi.fn(() => {
    throw new Error('too many open files');
  });
  vi.doMock('eld/extrasmall', load);
  const { textReaders } = await import('../../../src/optimize/reject-candidate.js');
  await expect(textReaders()).rejects.toThrow();
  expect(load).toHaveBeenCalledOnce();

  vi.doUnmock('eld/extrasmall');
  const readers = await textReaders();
  const german = 'Schreibe einen kurzen Bericht über den Umsatz im letzten Quartal.';
  const english = 'Write a short report about the revenue of the last quarter of the year.';
  expect(readers.languageRejection(german, english)).toBe('language_changed');
  expect(await textReaders()).toBe(readers);
});
