/** Why a total of a month cannot be reported to anybody, or null when it can. */
export function usageTotalProblem({ month, total }: { readonly month: string; readonly total: number }): string | null {
  if (!/^\d{4}-(0[1-9]|1[0-2])-01$/.test(month)) return 'the month must be given by its first day, as in 2026-11-01';
  if (!Number.isSafeInteger(total) || total < 0) return 'the total must be a whole number, 0 or more';
  return null;
}
