import type { components } from 'promptforge/client';
import { type Theme, themeOf } from './theme';

export type Profile = components['schemas']['Profile'];
export type ProfileChanges = components['schemas']['ProfileChanges'];

/** A profile as a form has it: text instead of null. */
export interface ProfileDraft {
  readonly displayName: string;
  readonly email: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly theme: Theme;
  readonly notifications: Profile['notifications'];
  readonly privacy: Profile['privacy'];
}

export function draftOf(profile: Profile): ProfileDraft {
  return {
    displayName: profile.displayName ?? '',
    email: profile.email ?? '',
    locale: profile.locale ?? '',
    timeZone: profile.timeZone ?? '',
    theme: themeOf(profile.preferences.theme),
    notifications: profile.notifications,
    privacy: profile.privacy,
  };
}

const texts = ['displayName', 'email', 'locale', 'timeZone'] as const;

/** What differs from the profile that the form began with: the rest is left to whoever else changes it. */
export function changesOf(profile: Profile, draft: ProfileDraft): ProfileChanges {
  const before = draftOf(profile);
  const changedTexts = texts.filter((name) => draft[name].trim() !== before[name]);
  const notifications = differing(before.notifications, draft.notifications);
  const privacy = differing(before.privacy, draft.privacy);
  return {
    ...Object.fromEntries(changedTexts.map((name) => [name, draft[name].trim() || null])),
    ...(draft.theme === before.theme ? {} : { preferences: { theme: draft.theme } }),
    ...(Object.keys(notifications).length === 0 ? {} : { notifications }),
    ...(Object.keys(privacy).length === 0 ? {} : { privacy }),
  };
}

/** The own changes on top of a profile that somebody else has changed meanwhile. */
export function rebased(onto: Profile, from: Profile, draft: ProfileDraft): ProfileDraft {
  const { preferences, notifications, privacy, ...changed } = changesOf(from, draft);
  const theirs = draftOf(onto);
  const mine = Object.fromEntries(texts.filter((name) => name in changed).map((name) => [name, draft[name]]));
  return {
    ...theirs,
    ...mine,
    theme: preferences === undefined ? theirs.theme : draft.theme,
    notifications: { ...theirs.notifications, ...notifications },
    privacy: { ...theirs.privacy, ...privacy },
  };
}

function differing<V extends object>(before: V, after: V): Record<string, boolean> {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => Reflect.get(before, name) !== value));
}
