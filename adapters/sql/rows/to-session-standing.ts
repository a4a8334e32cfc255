import type { Role, SessionStanding } from '../../../src/storage.js';
import { Row } from './row.js';
import { toLoginSession } from './to-login-session.js';

export function toSessionStanding(answer: unknown): SessionStanding {
  const row = new Row(answer);
  const session = row.nullableRow('session');
  return {
    session: session === null ? null : toLoginSession(session),
    isDenied: row.flag('isDenied'),
    notBefore: row.nullableNumber('notBefore'),
    areMembersKept: row.flag('areMembersKept'),
    memberRole: row.has('memberRole') ? row.literal<Role>('memberRole') : null,
    now: row.number('now'),
  };
}
