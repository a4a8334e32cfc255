import type { Bundle, BundleSummary } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toBundleSummary(row: Row): BundleSummary {
  return {
    id: row.text('id'),
    runId: row.text('runId'),
    userId: row.text('userId'),
    createdAt: row.number('createdAt'),
    manifest: row.document('manifest') ?? {},
  };
}

export function toBundle(row: Row): Bundle {
  const artifacts = row.rows('artifacts').map((artifact) => ({
    path: artifact.text('path'),
    mediaType: artifact.text('mediaType'),
    sha256: artifact.text('sha256'),
    encoding: artifact.literal<'text' | 'base64'>('encoding'),
    content: artifact.text('content'),
  }));
  return { ...toBundleSummary(row), artifacts };
}
