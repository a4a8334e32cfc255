import { ProblemError } from 'promptforge/client';
import { inTime } from '../lib/numbers';
import { codeOf } from '../lib/problem-words';
import { Notice } from './notice';
import { ProblemNotice } from './problem-notice';

/** Why there is no result, and what to do about it. */
export function RunRefusal({ error }: { readonly error: unknown }) {
  const code = codeOf(error);
  const wait = error instanceof ProblemError ? error.retryAfterMs : null;
  if (code === 'quota_exceeded') {
    return (
      <Notice tone="trouble" title="Your plan has no room left for this">
        <p>
          {wait === null ? 'There is room again later.' : `There is room again in ${inTime(wait)}.`} Your prompt is
          kept.
        </p>
        <Upgrade />
      </Notice>
    );
  }
  if (code === 'plan_feature_missing') {
    return (
      <Notice tone="trouble" title="Your plan does not include this">
        <p>A larger one does. Your prompt is kept.</p>
        <Upgrade />
      </Notice>
    );
  }
  return <ProblemNotice error={error} />;
}

function Upgrade() {
  return (
    <a className="button" href="/plan">
      See larger plans
    </a>
  );
}
