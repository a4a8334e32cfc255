/** How a check ends before its own end. Reasons are written by those who write checks, and hold no answers. */
export class CheckEnding extends Error {
  readonly status: 'failed' | 'skipped';

  constructor(status: 'failed' | 'skipped', reason: string) {
    super(reason);
    this.name = 'CheckEnding';
    this.status = status;
  }
}

export function fail(reason: string): never {
  throw new CheckEnding('failed', reason);
}

export function skip(reason: string): never {
  throw new CheckEnding('skipped', reason);
}
