'use client';

import type { ReactNode } from 'react';
import { Brand } from './brand';

/** A page for somebody who has not signed in. */
export function Entry({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="entry">
      <Brand />
      <h1>{title}</h1>
      {children}
    </main>
  );
}
