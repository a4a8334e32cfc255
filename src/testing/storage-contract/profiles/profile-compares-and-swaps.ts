import type { Profile } from '../../../storage.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { comparesAndSwaps } from '../fixtures/compare-and-swap.js';
import { newUser } from '../fixtures/new-user.js';

/** Profiles that differ: every other one has told nothing of itself but its number. */
export function profile(index: number): Profile {
  const text = unusualText[index] ?? `text ${index}`;
  const preferences = { index, [`key ${text}`]: [text, null, { deep: true }] };
  const nothing = { email: null, displayName: null, locale: null, timeZone: null, avatarUrl: null };
  if (index % 2 === 1) return { ...nothing, preferences, privacy: {}, notifications: {}, extra: {} };
  return {
    email: `${text}@example.org`,
    displayName: text,
    locale: 'de-CH',
    timeZone: 'Europe/Zurich',
    preferences,
    avatarUrl: `https://example.org/${index}`,
    privacy: { allowPromptRetention: true },
    notifications: { [text]: false },
    extra: { [text]: [text] },
  };
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
