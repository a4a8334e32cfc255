import { connection } from 'next/server';
import type { ReactNode } from 'react';
import 'promptforge-example-web/styles.css';

export const metadata = {
  title: 'Prompt editor',
  description: 'The application of the host. PromptForge answers below /api.',
};

export default async function Layout({ children }: { readonly children: ReactNode }) {
  // Each document names its own scripts for the Content-Security-Policy of proxy.ts: none is made beforehand.
  await connection();
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
