'use client';

import { type ReactNode, useEffect, useMemo } from 'react';
import { answeredInSession } from '../lib/answered';
import { client } from '../lib/client';
import type { PlanUsage } from '../lib/quota-words';
import { applyTheme, rememberedTheme } from '../lib/theme';
import { UsageContext } from '../lib/usage-context';
import { useLoaded } from '../lib/use-loaded';
import { Brand } from './brand';
import { UsageMeter } from './usage-meter';

const links = [
  ['/', 'Editor'],
  ['/plan', 'Plan'],
  ['/profile', 'Profile'],
  ['/sessions', 'Sessions'],
] as const;

interface FrameProps {
  /** Which of the pages this is. */
  readonly path: (typeof links)[number][0];
  /** Where the server has it ready. */
  readonly usage?: PlanUsage | undefined;
  readonly children: ReactNode;
}

/** What stands around every page of somebody who has signed in. */
export function Frame({ path, usage: initial, children }: FrameProps) {
  const [usage, reload] = useLoaded(() => answeredInSession(client.GET('/usage')), initial);
  const access = useMemo(() => ({ usage, reload }), [usage, reload]);
  useEffect(() => applyTheme(rememberedTheme()), []);
  return (
    <UsageContext value={access}>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="frame">
        <div className="frame-row">
          <Brand />
          <nav aria-label="Pages">
            <ul className="pages">
              {links.map(([href, title]) => (
                <li key={href}>
                  <a href={href} aria-current={href === path ? 'page' : undefined}>
                    {title}
                  </a>
                </li>
              ))}
              <li>
                {/* Figures, as pages of PromptForge itself. */}
                <a href="/api/dashboard">Dashboard</a>
              </li>
            </ul>
          </nav>
        </div>
        <UsageMeter usage={usage} />
      </header>
      <main id="main">{children}</main>
    </UsageContext>
  );
}
