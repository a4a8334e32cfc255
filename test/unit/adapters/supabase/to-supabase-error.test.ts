import { expect, test } from 'vitest';
import { toSupabaseError, withSupabaseErrors } from '../../../../adapters/supabase/to-supabase-error.js';
import { PromptForgeError } from '../../../../src/storage.js';

test.each([
  ['PGRST106', 406, 'storage_not_ready', 'Exposed schemas'],
  ['PGRST202', 404, 'storage_not_ready', 'supabase db push'],
  ['PGRST205', 404, 'storage_not_ready', 'supabase db push'],
  ['3F000', 400, 'storage_not_ready', 'supabase db push'],
  ['42883', 404, 'storage_not_ready', 'supabase db push'],
  ['PGRST301', 401, 'storage_unavailable', 'service_role'],
  ['PGRST302', 401, 'storage_unavailable', 'service_role'],
  ['PGRST303', 401, 'storage_unavailable', 'service_role'],
  ['', 401, 'storage_unavailable', 'service_role'],
  ['42501', 401, 'storage_unavailable', 'service_role'],
  ['42501', 403, 'storage_unavailable', 'service_role'],
  ['PGRST000', 503, 'storage_unavailable', 'PGRST000'],
  ['PGRST003', 504, 'storage_unavailable', 'PGRST003'],
  ['57014', 500, 'storage_unavailable', ''],
  ['22P02', 400, 'internal', '22P02'],
  ['23505', 409, 'internal', '23505'],
  ['', 500, 'storage_unavailable', 'HTTP 500'],
  ['', 429, 'storage_unavailable', 'HTTP 429'],
  ['', 400, 'storage_unavailable', 'URL of the project'],
  ['', 0, 'storage_unavailable', 'could not be reached'],
])('%s with status %i is %s', (code, status, expected, told) => {
  const error = toSupabaseError({ code, message: 'Ada', details: 'Ada (her prompt)', hint: 'Ada' }, status);
  expect(error).toMatchObject({ code: expected, message: expect.stringContaining(told) });
  expect(`${error.message} ${error.cause} ${JSON.stringify(error.details)}`).not.toMatch(/Ada|prompt\)/);
});

test.each([
  ['', 0],
  ['', 429],
  ['', 503],
  ['PGRST000', 503],
  ['PGRST003', 504],
])('%s with status %i passes by itself, and says when to call again', (code, status) => {
  expect(toSupabaseError({ code }, status).retryAfterMs).toBe(1_000);
});

test.each([
  ['PGRST106', 406],
  ['PGRST301', 401],
  ['42501', 403],
  ['', 404],
])('%s with status %i does not pass by itself', (code, status) => {
  expect(toSupabaseError({ code }, status).retryAfterMs).toBeNull();
});

test('the error of the network is named, whatever else stands beside it', () => {
  const details =
    'TypeError: fetch failed\n\nCaused by: Error: getaddrinfo ENOTFOUND ada.example (ENOTFOUND)\nError: ...';
  const { message } = toSupabaseError({ message: 'TypeError: fetch failed', details, hint: '', code: '' }, 0);
  expect(message).toContain('(ENOTFOUND)');
  expect(message).not.toContain('ada.example');
});

test.each([null, undefined, 'Ada', 7, new Error('Ada')])('%s, of any kind, is storage trouble', async (thrown) => {
  const failing = withSupabaseErrors(() => Promise.reject(thrown));
  await expect(failing).rejects.toMatchObject({
    code: 'storage_unavailable',
    message: expect.not.stringContaining('Ada'),
  });
});

test('an error of our own stays as it is', async () => {
  const own = new PromptForgeError('internal', 'A defect.');
  await expect(withSupabaseErrors(() => Promise.reject(own))).rejects.toBe(own);
});
