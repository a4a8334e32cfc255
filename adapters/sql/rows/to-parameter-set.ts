import type { ParameterSet, Versioned } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toParameterSet(row: Row): Versioned<ParameterSet> {
  const value = row.row('value');
  return {
    version: row.number('version'),
    value: {
      id: value.text('id'),
      name: value.text('name'),
      ownerId: value.nullableText('ownerId'),
      shared: value.flag('shared'),
      values: value.document('values') ?? {},
    },
  };
}
