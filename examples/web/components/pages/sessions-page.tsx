'use client';

import type { PlanUsage } from '../../lib/quota-words';
import { Frame } from '../frame';
import { SessionList } from '../session-list';
import { SignOut } from '../sign-out';

export function SessionsPage({ usage }: { readonly usage?: PlanUsage }) {
  return (
    <Frame path="/sessions" usage={usage}>
      <h1>Where you are signed in</h1>
      <p className="lead">
        End what you do not recognize, and <a href="/reset-password">set another password</a>.
      </p>
      <div className="column">
        <SessionList />
        <SignOut />
      </div>
    </Frame>
  );
}
