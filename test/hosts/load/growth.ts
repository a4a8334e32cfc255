import { linearRegression } from 'simple-statistics';

/** A size in bytes after so many requests. */
export interface Sample {
  readonly requests: number;
  readonly bytes: number;
}

/**
 * Bytes that each request leaves behind: the slope of the line of least squares through the samples of the
 * second half, when caches are full and code is compiled.
 */
export function bytesPerRequest(samples: readonly Sample[]): number {
  const half = (samples.at(-1)?.requests ?? 0) / 2;
  const second = samples.filter(({ requests }) => requests >= half);
  return linearRegression(second.map(({ requests, bytes }) => [requests, bytes])).m;
}
