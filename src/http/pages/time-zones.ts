let known: readonly (readonly [string, string])[] | null = null;

/** The time zones that this platform knows, for a choice. */
export function timeZones(): readonly (readonly [value: string, title: string])[] {
  known ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map(
    (zone) => [zone, zone.replaceAll('_', ' ')] as const,
  );
  return known;
}
