import type { LibraryModule } from '../../../storage.js';

export function libraryModule(id: string, version: string, overrides: Partial<LibraryModule> = {}): LibraryModule {
  return {
    id,
    version,
    title: 'Launch plan',
    summary: 'Ten steps from an idea to its launch.',
    status: 'draft',
    minimumPlanId: 'pro',
    body: { sections: ['role', { deep: true }], ratio: 0.25, none: null },
    ...overrides,
  };
}
