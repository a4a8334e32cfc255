/**
 * The wait a server asks for, in milliseconds: `retry-after-ms` (OpenAI and Azure), else
 * `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3). Null when it asks for none.
 */
export function retryAfter(headers: Headers | undefined, now: number): number | null {
  const milliseconds = number(headers?.get('retry-after-ms'));
  if (milliseconds !== null) return Math.ceil(milliseconds);
  const header = headers?.get('retry-after');
  const seconds = number(header);
  if (seconds !== null) return Math.ceil(seconds * 1000);
  const date = Date.parse(header ?? '');
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function number(text: string | null | undefined): number | null {
  return text && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : null;
}
