import {
  type Profile,
  type ProfileStore,
  type SaveResult,
  searchTextOf,
  type UserScope,
  type Versioned,
} from '../../../src/storage.js';
import { Row } from '../rows/row.js';
import { toSaveResult } from '../rows/to-save-result.js';
import type { SqlCall } from '../sql-call.js';

export class SqlProfiles implements ProfileStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async load(user: UserScope): Promise<Versioned<Profile> | null> {
    const answer = await this.#call('load_profile_v1', { p_user_id: user.userId });
    return answer === null ? null : toProfile(new Row(answer));
  }

  async save(user: UserScope, profile: Profile, expectedVersion: number): Promise<SaveResult> {
    const answer = await this.#call('save_profile_v1', {
      p_user_id: user.userId,
      p_profile: { ...profile, searchText: searchTextOf(profile) },
      p_expected_version: expectedVersion,
    });
    return toSaveResult(answer);
  }

  async erase(user: UserScope): Promise<boolean> {
    return Row.count(await this.#call('erase_profile_v1', { p_user_id: user.userId })) > 0;
  }
}

function toProfile(row: Row): Versioned<Profile> {
  const value = row.row('value');
  return {
    version: row.number('version'),
    value: {
      email: value.nullableText('email'),
      displayName: value.nullableText('displayName'),
      locale: value.nullableText('locale'),
      timeZone: value.nullableText('timeZone'),
      preferences: value.document('preferences') ?? {},
      avatarUrl: value.nullableText('avatarUrl'),
      privacy: value.document('privacy') ?? {},
      notifications: value.document('notifications') ?? {},
      extra: value.document('extra') ?? {},
    },
  };
}
