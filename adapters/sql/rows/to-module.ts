import type { LibraryModule, ModuleSummary, Versioned } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toModuleSummary(row: Row): Versioned<ModuleSummary> {
  const value = row.row('value');
  return {
    version: row.number('version'),
    value: {
      id: value.text('id'),
      version: value.text('version'),
      title: value.text('title'),
      summary: value.text('summary'),
      status: value.literal('status'),
      minimumPlanId: value.nullableText('minimumPlanId'),
    },
  };
}

export function toModule(row: Row): Versioned<LibraryModule> {
  const { version, value } = toModuleSummary(row);
  return { version, value: { ...value, body: row.row('value').document('body') ?? {} } };
}
