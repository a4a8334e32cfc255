import type { NextConfig } from 'next';

export default {
  // Loaded by Node as they are: one copy in the whole process, with the files of the database beside it.
  serverExternalPackages: ['promptforge', '@electric-sql/pglite'],
  turbopack: { root: import.meta.dirname },
} satisfies NextConfig;
