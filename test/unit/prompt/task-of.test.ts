import { describe, expect, test } from 'vitest';
import { composedHeadings, taskOf } from '../../../src/prompt/task-of.js';

describe('the task of a prompt', () => {
  test('is all of a prompt that was not composed', () => {
    expect(taskOf('Write a poem.\n\n# Context\nnone')).toBe('Write a poem.\n\n# Context\nnone');
  });

  test.each(composedHeadings)('ends before the section %s', (heading) => {
    expect(taskOf(`# Task\nWrite a poem.\n\n# ${heading}\n- something`)).toBe('Write a poem.');
  });

  test('begins after the role, and may be the last section', () => {
    expect(taskOf('# Role and goal\nAct as a poet.\n\n# Task\nWrite a poem.')).toBe('Write a poem.');
  });

  test('keeps headings its author wrote', () => {
    expect(taskOf('# Task\nWrite.\n\n# Details\nmore\n\n# Process\n1. x')).toBe('Write.\n\n# Details\nmore');
  });
});
