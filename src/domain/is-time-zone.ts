/** Whether a text is the name of a time zone that this platform knows, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  // Some engines take offsets such as +01:00, too, which know no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
