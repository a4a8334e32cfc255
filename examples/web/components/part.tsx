import type { ReactNode } from 'react';
import type { Loaded } from '../lib/use-loaded';
import { Loading } from './loading';
import { ProblemNotice } from './problem-notice';

interface PartProps<T> {
  readonly what: string;
  readonly loaded: Loaded<T>;
  readonly reload: () => Promise<void>;
  readonly children: (value: T) => ReactNode;
}

/** A part of a page in each of its states. */
export function Part<T>({ what, loaded, reload, children }: PartProps<T>) {
  if (loaded.state === 'loading') return <Loading what={what} />;
  if (loaded.state === 'ready') return children(loaded.value);
  return (
    <ProblemNotice error={loaded.error}>
      <button type="button" className="button button-quiet" onClick={() => void reload()}>
        Try again
      </button>
    </ProblemNotice>
  );
}
