import type { Profile } from '../../../storage.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { comparesAndSwaps } from '../fixtures/compare-and-swap.js';
import { newUser } from '../fixtures/new-user.js';

/** Profiles that differ: every other one has told nothing of itself but its number. */
export function profile(index: number): Profile {
  const text = unusualText[index] ?? `text ${index}`;
  const preferences = { index, [`key ${text}`]: [text, null, { deep: true }] };
  if (index % 2 === 1) return { email: null, displayName: null, locale: null, timeZone: null, preferences };
  return { email: `${text}@example.org`, displayName: text, locale: 'de-CH', timeZone: 'Europe/Zurich', preferences };
}

export const profileComparesAndSwaps = comparesAndSwaps<Profile>(
  'a profile',
  ({ storage: { profiles } }) => {
    const user = newUser();
    return {
      load: () => profiles.load(user),
      save: (value, expected) => profiles.save(user, value, expected),
    };
  },
  profile,
);
