import type { Profile } from '../people/profile.js';

/** A text as it is searched: case and width of its characters make no difference. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * What a profile is found by. Stores keep it beside the profile, so that each finds the same,
 * whatever its language makes of upper and lower case.
 */
export function searchTextOf({ displayName, email, privacy }: Profile): string {
  const isEmailShown = privacy.showEmailToOrganization !== false;
  return folded([displayName ?? '', isEmailShown ? (email ?? '') : ''].join('\n'));
}

/** What a saved prompt is found by, besides the text of its latest version. */
export function headingTextOf({ title, tags }: { readonly title: string; readonly tags: readonly string[] }): string {
  return folded([title, ...tags].join('\n'));
}
