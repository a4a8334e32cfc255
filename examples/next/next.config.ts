import type { NextConfig } from 'next';

export default {
  // Loaded by Node as they are: one copy in the whole process, with the files of the database beside it.
  serverExternalPackages: ['promptforge', '@electric-sql/pglite'],
  // The pages are shared with the other examples, as sources.
  transpilePackages: ['promptforge-example-web'],
  poweredByHeader: false,
  turbopack: { root: import.meta.dirname },
} satisfies NextConfig;
