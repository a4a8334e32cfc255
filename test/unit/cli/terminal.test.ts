import { describe, expect, test, vi } from 'vitest';
import { processTerminal } from '../../../src/cli/terminal.js';

/** What reaches standard error while it is a terminal, or is none. */
function written(isTerminal: boolean, task: () => void): string {
  const before = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');
  Object.defineProperty(process.stderr, 'isTTY', { value: isTerminal, configurable: true });
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    task();
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
    Reflect.deleteProperty(process.stderr, 'isTTY');
    if (before !== undefined) Object.defineProperty(process.stderr, 'isTTY', before);
  }
}

describe('how far something has come', () => {
  test('is shown in one line, which goes again, where somebody watches', () => {
    const line = '\r\u001b[2K';
    expect(written(true, () => processTerminal.showProgress('at work'))).toBe(`${line}at work`);
    expect(written(true, () => processTerminal.showProgress(null))).toBe(line);
    expect(written(true, () => processTerminal.tell('a step'))).toBe('a step\n');
  });

  test('is shown nowhere else', () => {
    expect(written(false, () => processTerminal.showProgress('at work'))).toBe('');
    expect(written(false, () => processTerminal.tell('a step'))).toBe('');
  });
});
