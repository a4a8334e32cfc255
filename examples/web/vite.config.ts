import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pagePaths } from './lib/page-paths.ts';

/** A document for each page, `plan.html` for `/plan`: what serves the files needs no list of them. */
const documents = Object.fromEntries(
  pagePaths.map((path) => {
    const name = path === '/' ? 'index' : path.slice(1);
    return [name, `${import.meta.dirname}/${name}.html`];
  }),
);

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    sourcemap: true,
    // Nothing is written into the documents themselves, so that a strict Content-Security-Policy holds.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: documents },
  },
  // `npm run dev` shows the pages of this folder with the routes of a server that runs beside it.
  server: { proxy: { '/api': 'http://localhost:3000', '/account': 'http://localhost:3000' } },
});
