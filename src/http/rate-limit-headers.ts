import { z } from 'zod';

const announcedWindow = z.object({
  name: z.string(),
  meter: z.string(),
  period: z.string(),
  max: z.number(),
  remaining: z.number(),
  resetAfterMs: z.number(),
  algorithm: z.string().optional(),
});

/** What a window must tell to be announced. */
export type AnnouncedWindow = Readonly<z.infer<typeof announcedWindow>> & {
  /** Milliseconds until there is room again in a sliding window that is full, where that is known. */
  readonly roomAfterMs?: number;
};

const refusedDetails = z.object({
  windows: z.array(announcedWindow),
  blocked: z.array(z.string()).default([]),
});

/**
 * The windows in the details of a refusal, which another version of the package may have made; none if
 * it has none.
 */
export function refusedWindows(details: unknown, retryAfterMs: number | null): readonly AnnouncedWindow[] {
  const { windows, blocked } = refusedDetails.safeParse(details).data ?? { windows: [], blocked: [] };
  return windows.map((window) =>
    retryAfterMs !== null && blocked.includes(window.name) ? { ...window, roomAfterMs: retryAfterMs } : window,
  );
}

/** Seconds of the windows whose length is fixed; a month has none. */
const windowSeconds: Readonly<Record<string, number>> = { hour: 3_600, day: 86_400 };

/**
 * `RateLimit-Policy` and `RateLimit` for the windows that count calls. Tokens and money have no
 * quota unit in the standard and are left out.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
export function rateLimitHeaders(windows: readonly AnnouncedWindow[]): Record<string, string> {
  const calls = windows.filter(({ meter }) => meter === 'calls');
  if (calls.length === 0) return {};
  const policies = calls.map(({ name, max, period }) => {
    const seconds = windowSeconds[period];
    return `"${name}";q=${integer(max)}${seconds === undefined ? '' : `;w=${seconds}`}`;
  });
  const states = calls.map((window) => `"${window.name}";r=${integer(window.remaining)}${reset(window)}`);
  return { 'ratelimit-policy': policies.join(', '), ratelimit: states.join(', ') };
}

/**
 * When the quota is there again. Room in a sliding window comes back bit by bit, before or after its
 * end: nothing is said of one but how long somebody has to wait who was refused.
 */
function reset({ algorithm, resetAfterMs, roomAfterMs }: AnnouncedWindow): string {
  const ms = algorithm === 'sliding' ? roomAfterMs : resetAfterMs;
  return ms === undefined ? '' : `;t=${Math.ceil(ms / 1_000)}`;
}

/** The largest integer that a structured field may hold has 15 digits (RFC 9651 section 3.3.1). */
function integer(value: number): number {
  return Math.min(value, 999_999_999_999_999);
}
