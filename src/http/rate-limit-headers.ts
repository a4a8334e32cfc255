import { z } from 'zod';

const announcedWindow = z.object({
  name: z.string(),
  meter: z.string(),
  period: z.string(),
  max: z.number(),
  remaining: z.number(),
  resetAfterMs: z.number(),
});

/** What a window must tell to be announced. */
export type AnnouncedWindow = Readonly<z.infer<typeof announcedWindow>>;

/** The windows in the details of an error, which another version of the package may have made; none if it has none. */
export function announcedWindows(details: unknown): readonly AnnouncedWindow[] {
  return z.array(announcedWindow).safeParse(details).data ?? [];
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
  const states = calls.map(
    ({ name, remaining, resetAfterMs }) => `"${name}";r=${integer(remaining)};t=${Math.ceil(resetAfterMs / 1_000)}`,
  );
  return { 'ratelimit-policy': policies.join(', '), ratelimit: states.join(', ') };
}

/** The largest integer that a structured field may hold has 15 digits (RFC 9651 section 3.3.1). */
function integer(value: number): number {
  return Math.min(value, 999_999_999_999_999);
}
