import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { prepare } from './prepared-package.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder with what all examples take. */
    preparedExamples?: string;
  }
}

/** Packs the library and builds the pages once for all examples. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'promptforge-prepared-'));
  await prepare(folder);
  project.provide('preparedExamples', folder);
  return () => rm(folder, { recursive: true, force: true });
}
