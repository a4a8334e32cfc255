import type {
  PromptVersion,
  PromptVersionReference,
  PromptVersionSummary,
  SavedPrompt,
  Versioned,
} from '../../../src/storage.js';
import type { Row } from './row.js';

export function toSavedPrompt(row: Row): Versioned<SavedPrompt> {
  const value = row.row('value');
  return {
    version: row.number('version'),
    value: {
      id: value.text('id'),
      title: value.text('title'),
      ownerId: value.nullableText('ownerId'),
      shared: value.flag('shared'),
      tags: value.texts('tags'),
      latestVersion: value.number('latestVersion'),
      forkedFrom: toReference(value.nullableRow('forkedFrom')),
      createdAt: value.number('createdAt'),
      updatedAt: value.number('updatedAt'),
    },
  };
}

export function toPromptVersionSummary(row: Row): PromptVersionSummary {
  return {
    promptId: row.text('promptId'),
    number: row.number('number'),
    parent: toReference(row.nullableRow('parent')),
    sevenD: row.document('sevenD'),
    runId: row.nullableText('runId'),
    score: row.document('score'),
    authorId: row.nullableText('authorId'),
    note: row.nullableText('note'),
    restoredFrom: row.nullableNumber('restoredFrom'),
    createdAt: row.number('createdAt'),
  };
}

export function toPromptVersion(row: Row): PromptVersion {
  return { ...toPromptVersionSummary(row), text: row.text('text') };
}

function toReference(row: Row | null): PromptVersionReference | null {
  return row === null ? null : { promptId: row.text('promptId'), number: row.number('number') };
}
