export type FindingStatus = 'ok' | 'warning' | 'failed' | 'skipped';

/** What a check has come to. */
export interface Finding {
  readonly status: FindingStatus;
  readonly found: string;
  /** How to mend it; null when there is nothing to mend. */
  readonly mend: string | null;
}

export function ok(found: string): Finding {
  return { status: 'ok', found, mend: null };
}

export function warning(found: string, mend: string): Finding {
  return { status: 'warning', found, mend };
}

export function failed(found: string, mend: string): Finding {
  return { status: 'failed', found, mend };
}

/** Nothing could be found out, for a reason that another check tells of. */
export function skipped(found: string): Finding {
  return { status: 'skipped', found, mend: null };
}

/** The first few of many, for one line. */
export function someOf(names: readonly string[]): string {
  const shown = 5;
  const rest = names.length - shown;
  return rest > 0 ? `${names.slice(0, shown).join(', ')} and ${rest} more` : names.join(', ');
}
