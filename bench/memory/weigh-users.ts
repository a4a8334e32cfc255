import { bytesInUse } from './bytes-in-use.js';
import type { UserContestant } from './user-contestant.js';

export interface Weight {
  /** Bytes at a tenth of the users, and at all of them. */
  readonly tenth: number;
  readonly all: number;
}

/**
 * What somebody weighs once users have come, one after the other.
 * @param most of how many users it remembers anything.
 * @throws Error when it does not remember who came last, or remembers the first when it should have forgotten.
 */
export async function weighUsers(make: () => UserContestant, users: number, most: number): Promise<Weight> {
  const before = await bytesInUse();
  const contestant = make();
  const tenth = Math.ceil(users / 10);
  await admitThem(contestant, 0, tenth);
  contestant.beforeWeighing?.();
  const first = (await bytesInUse()) - before;
  await admitThem(contestant, tenth, users);
  contestant.beforeWeighing?.();
  const all = (await bytesInUse()) - before;
  if (!(await contestant.remembers(users - 1))) throw new Error('Who came last is not remembered.');
  if ((await contestant.remembers(0)) !== users <= most) {
    throw new Error(`Who came first is ${users <= most ? 'forgotten' : 'remembered'} after ${users} users.`);
  }
  return { tenth: first, all };
}

/** One after the other. */
export async function admitThem(contestant: UserContestant, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) await contestant.admit(index);
}
