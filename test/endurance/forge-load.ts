import { setTimeout as pause } from 'node:timers/promises';
import type { ErrorCode } from '../../src/errors/code.js';
import { PromptForgeError } from '../../src/errors/promptforge-error.js';
import type { OptimizeResult } from '../../src/pipeline/run-result.js';
import type { PromptForge } from '../../src/promptforge.js';

/** Where runs and calls are counted: apart, since only runs leave a trace of each of them. */
export const runners = { orgId: 'runners' };
export const callers = { orgId: 'callers' };

const prompt = 'Write a release note for our billing export, for accountants.';

/** Users that run prompts and call a route of the host without a rest, and go on after an error. */
export class ForgeLoad {
  /** Runs that were answered. */
  readonly answered: OptimizeResult[] = [];
  /** Runs of which somebody was told that they were admitted. */
  readonly admittedRuns = new Set<string>();
  admittedCalls = 0;
  /** Calls that failed, of which nobody knows whether they were counted. */
  failedCalls = 0;
  readonly errors = new Map<ErrorCode, number>();
  readonly untyped: unknown[] = [];
  readonly #forge: PromptForge;
  readonly #served: number[];
  readonly #users: Promise<void>[];
  #over = false;

  constructor(forge: PromptForge, users: number) {
    this.#forge = forge;
    this.#served = new Array<number>(users).fill(0);
    this.#users = this.#served.map((_, user) => this.#user(user));
  }

  async stop(): Promise<void> {
    this.#over = true;
    await Promise.all(this.#users);
  }

  /** Waits until each user was served once more. */
  async untilAllServed(): Promise<void> {
    this.#served.fill(0);
    for (const deadline = Date.now() + 90_000; this.#served.includes(0); await pause(5)) {
      if (Date.now() > deadline) throw new Error(`not everybody is served again: ${this.#served}`);
    }
  }

  async #user(user: number): Promise<void> {
    const userId = `user-${user % 5}`;
    const { accessToken: token } = await this.#forge.sessions.issue({ userId, ...runners });
    while (!this.#over) {
      const isDone = user % 2 === 0 ? await this.#run(token) : await this.#call(userId);
      if (isDone) this.#served[user] = (this.#served[user] ?? 0) + 1;
      // As users do, who read an answer before they ask again.
      await pause(20);
    }
  }

  #run(token: string): Promise<boolean> {
    return this.#counted(async () => {
      const result = await this.#forge.optimize({
        token,
        prompt,
        sevenD: { domain: 'saas', output_format: 'md' },
        onEvent: ({ type, runId }) => {
          if (type === 'quota.reserved') this.admittedRuns.add(runId);
        },
      });
      this.answered.push(result);
    });
  }

  async #call(userId: string): Promise<boolean> {
    const isAdmitted = await this.#counted(() => this.#forge.quota.consume({ principal: { userId, ...callers } }));
    if (isAdmitted) this.admittedCalls += 1;
    else this.failedCalls += 1;
    return isAdmitted;
  }

  async #counted(task: () => Promise<unknown>): Promise<boolean> {
    try {
      await task();
      return true;
    } catch (error) {
      if (PromptForgeError.is(error)) this.errors.set(error.code, (this.errors.get(error.code) ?? 0) + 1);
      else this.untyped.push(error);
      return false;
    }
  }
}
