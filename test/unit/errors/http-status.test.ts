import { describe, expect, test } from 'vitest';
import { errorCodes, errorMeanings } from '../../../src/errors/code.js';
import { httpStatus } from '../../../src/errors/http-status.js';

describe('the table of statuses', () => {
  test('has a status for every code, and no other', () => {
    expect(Object.keys(httpStatus).sort()).toEqual([...errorCodes].sort());
  });

  test.each(errorCodes)('answers %s with an error of client or server', (code) => {
    expect(httpStatus[code]).toBeGreaterThanOrEqual(400);
    expect(httpStatus[code]).toBeLessThanOrEqual(599);
    expect(Number.isInteger(httpStatus[code])).toBe(true);
  });

  test.each(errorCodes)('goes with a meaning of %s in one sentence', (code) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(errorMeanings[code]).toMatch(/^[A-Z][^\n]+\.$/);
  });

  test.each([
    ['session_missing', 401],
    ['plan_feature_missing', 403],
    ['prompt_too_short', 422],
    ['quota_exceeded', 429],
    ['run_canceled', 499],
    ['storage_unavailable', 503],
    ['internal', 500],
  ] as const)('answers %s with %d', (code, status) => {
    expect(httpStatus[code]).toBe(status);
  });
});
