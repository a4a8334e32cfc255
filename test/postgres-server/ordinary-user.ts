import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';

/** Whom to start a process as; empty for whoever we are. */
export interface User {
  readonly uid?: number;
  readonly gid?: number;
}

/** Servers refuse to be started by root: then it is `nobody`. */
export function ordinaryUser(): User {
  if (userInfo().uid !== 0) return {};
  const idOf = (kind: string) => Number(execFileSync('id', [kind, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
