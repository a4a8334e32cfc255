/**
 * Whether a text is the name of a time zone that this platform knows, such as `Europe/Berlin` or `UTC`.
 * Abbreviations are not: IST is India to this platform and Israel to Postgres, CET has summer time in one and
 * none in the other.
 */
export function isTimeZone(name: string): boolean {
  // Some engines take offsets such as +01:00, too, which know no summer time.
  if (!/^[A-Za-z]/.test(name) || /^(?!UTC|GMT)[A-Z]{3}$/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
