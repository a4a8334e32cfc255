import type { StreamedBody, StreamedResult } from 'promptforge/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isSignedOut } from './answered';
import { client } from './client';
import { leaveForSignIn } from './sign-in-address';
import { type Stage, stageOf } from './stage';

/** Rewriting a prompt, or saying how good it is as it stands. */
export type Operation = '/gpt-editor' | '/score';

export type RunResult =
  | { readonly operation: '/gpt-editor'; readonly value: StreamedResult<'/gpt-editor'> }
  | { readonly operation: '/score'; readonly value: StreamedResult<'/score'> };

export interface RunState {
  readonly phase: 'idle' | 'running' | 'done' | 'refused' | 'canceled';
  readonly stages: readonly Stage[];
  /** What the model writes, as it comes. */
  readonly text: string;
  readonly result: RunResult | null;
  readonly error: unknown;
}

const idle: RunState = { phase: 'idle', stages: [], text: '', result: null, error: null };

export interface Run extends RunState {
  start(operation: Operation, body: StreamedBody<Operation>): Promise<void>;
  cancel(): void;
}

/** One run at a time, told as it happens. Leaving the page ends it. */
export function useRun(): Run {
  const [state, setState] = useState<RunState>(idle);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const start = useCallback(async (operation: Operation, body: StreamedBody<Operation>) => {
    controller.current?.abort();
    const own = new AbortController();
    controller.current = own;
    const set = (change: (before: RunState) => RunState) => {
      if (controller.current === own) setState(change);
    };
    set(() => ({ ...idle, phase: 'running' }));
    const texts = new Map<number, string>();
    try {
      for await (const event of client.stream(operation, { body, signal: own.signal })) {
        if (event.type === 'result') {
          // The result is that of the route which was asked.
          const result = { operation, value: event.data } as RunResult;
          set((before) => ({ ...before, phase: 'done', result }));
        } else if (event.type === 'model.delta') {
          texts.set(event.call, (texts.get(event.call) ?? '') + event.text);
          // Several answers come at once: shown is the one that began last, from its beginning.
          const text = [...texts.values()].at(-1) ?? '';
          set((before) => ({ ...before, text }));
        } else if ('sequence' in event) {
          const stage = stageOf(event);
          if (stage !== null) set((before) => ({ ...before, stages: [...before.stages, stage] }));
        }
      }
    } catch (error) {
      if (isSignedOut(error)) return leaveForSignIn();
      set((before) => ({ ...before, phase: own.signal.aborted ? 'canceled' : 'refused', error }));
    }
  }, []);

  return { ...state, start, cancel: () => controller.current?.abort() };
}
