/** How likely a text is in each language, by ISO 639-1 code, from 0 to 1; empty when there is no telling. */
export type LanguageDetector = (text: string) => Readonly<Record<string, number>>;

/**
 * Loads the detector: a table of letter groups of about 1 MB that keeps some 20 MB of memory from then on. It
 * answers within a fraction of a millisecond. Who loads it keeps it, so that a load that failed can be tried again.
 */
export async function loadLanguageDetector(): Promise<LanguageDetector> {
  const { eld } = await import('eld/extrasmall');
  // One of our own: settings that the host makes elsewhere are none of it.
  const own = eld.newInstance();
  return (text) => {
    const result = own.detect(text);
    return result.isReliable() ? result.getScores() : {};
  };
}
