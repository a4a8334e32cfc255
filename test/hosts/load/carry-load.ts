import { setTimeout as pause } from 'node:timers/promises';
import { byCallers } from '../../endurance/by-callers.js';
import { send } from '../send.js';
import type { ProcessFacts } from '../trial-handler.js';
import type { Sample } from './growth.js';
import { LoadClient } from './load-client.js';
import { type LoadKind, loadKinds } from './load-kinds.js';

/** How many samples of the memory are taken: each takes a while, and a short load tells nothing by them. */
const samplesOf = (requests: number) => Math.max(4, Math.min(40, Math.round(requests / 100)));

export interface LoadUser {
  readonly token: string;
  /** Answers that took a call from the plan, and runs among them. */
  charged: number;
  runs: number;
}

export interface LoadOutcome {
  /** What was answered otherwise than it should have been, in words. */
  readonly faults: readonly string[];
  readonly users: readonly LoadUser[];
  /** Who leaves in the middle is somebody else, since nobody knows what of it was charged. */
  readonly leaver: LoadUser;
  readonly connections: number;
  readonly left: number;
  readonly heap: readonly Sample[];
  readonly rss: readonly Sample[];
  readonly before: ProcessFacts;
  readonly milliseconds: readonly number[];
  readonly seconds: number;
}

export interface Load {
  readonly requests: number;
  readonly atOnce: number;
  readonly newToken: (user: number) => Promise<string>;
}

/** Twenty requests, in which each kind has its share. */
const twenty: readonly LoadKind[] = loadKinds.flatMap((kind) => Array<LoadKind>(kind.share).fill(kind));

export const factsOf = async (url: string): Promise<ProcessFacts> =>
  JSON.parse((await send(`${url}/trial/process`)).body);

/** Sends mixed requests, so many at once, and looks at what the server holds again and again in between. */
export async function carryLoad(url: string, { requests, atOnce, newToken }: Load): Promise<LoadOutcome> {
  const userOf = async (user: number): Promise<LoadUser> => ({ token: await newToken(user), charged: 0, runs: 0 });
  const users = await Promise.all(Array.from({ length: 20 }, (_, user) => userOf(user)));
  const leaver = await userOf(users.length);
  const faults: string[] = [];
  const milliseconds: number[] = [];
  const heap: Sample[] = [];
  const rss: Sample[] = [];
  let begun = 0;
  let left = 0;

  const one = async (index: number, client: LoadClient) => {
    const kind = twenty[index % twenty.length];
    const user = users[Math.floor(index / twenty.length) % users.length];
    if (kind === undefined || user === undefined) throw new Error('There is nothing to send.');
    const asked = kind.request(kind.isLeft ? leaver.token : user.token);
    try {
      const answer = await client.send(asked);
      milliseconds.push(answer.ms);
      if (kind.isLeft) left += 1;
      if (answer.status !== kind.status || !kind.isWhole(answer)) {
        faults.push(`${kind.name}: ${answer.status} ${answer.body.slice(0, 200)}`);
        return;
      }
      if (kind.isCharged) user.charged += 1;
      if (kind.isRun) user.runs += 1;
    } catch (error) {
      faults.push(`${kind.name}: no answer, ${error}`);
    }
  };

  // What is loaded at first use is loaded now.
  const first = new LoadClient(url, 1);
  for (let index = 0; index < twenty.length; index += 1) await one(index, first);
  first.close();
  await pause(500);
  const before = await factsOf(url);
  milliseconds.length = 0;
  left = 0;
  const client = new LoadClient(url, atOnce);
  const began = performance.now();
  const sampleCount = samplesOf(requests);
  for (let part = 1; part <= sampleCount; part += 1) {
    const upTo = Math.round((requests * part) / sampleCount);
    await byCallers(atOnce, async () => {
      if (begun === upTo) return false;
      begun += 1;
      await one(begun, client);
      return true;
    });
    // Nothing is under way, so that what is held is not what is in work.
    const { heap: held, rss: resident } = await factsOf(url);
    heap.push({ requests: begun, bytes: held });
    rss.push({ requests: begun, bytes: resident });
  }
  const seconds = (performance.now() - began) / 1_000;
  client.close();
  return { faults, users, leaver, connections: client.opened, left, heap, rss, before, milliseconds, seconds };
}
