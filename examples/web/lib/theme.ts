import { recall, remember } from './browser-memory';

/** How the pages look: as the system does, or one way always. */
export const themes = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;
export type Theme = keyof typeof themes;

const key = 'theme';

export function themeOf(value: unknown): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** What this browser was last told, so that a page has its colors before the profile has come. */
export function rememberedTheme(): Theme {
  return themeOf(recall('browser', key));
}

export function applyTheme(theme: Theme): void {
  remember('browser', key, theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
