import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../styles/all.css';
import { applyTheme, rememberedTheme } from '../lib/theme';

/** Shows a page in its document. */
export function show(page: ReactNode): void {
  applyTheme(rememberedTheme());
  const root = document.getElementById('root');
  if (root !== null) createRoot(root).render(<StrictMode>{page}</StrictMode>);
}
