import { createHash } from 'node:crypto';
import type { Bundle, BundleArtifact } from '../../../storage.js';

export type NewBundle = Omit<Bundle, 'createdAt'>;

export function textArtifact(path: string, content: string, overrides: Partial<BundleArtifact> = {}): BundleArtifact {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { path, mediaType: 'text/plain; charset=utf-8', sha256, encoding: 'text', content, ...overrides };
}

/** A bundle of one text and one file that is none. */
export function newBundle(id: string, overrides: Partial<NewBundle> = {}): NewBundle {
  const bytes = Buffer.from([0, 255, 216, 0]);
  const image = textArtifact('images/a.png', bytes.toString('base64'), {
    mediaType: 'image/png',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    encoding: 'base64',
  });
  return {
    id,
    runId: 'run',
    userId: 'ada',
    manifest: { title: 'Export', files: 2, nested: { empty: null } },
    artifacts: [textArtifact('prompt.md', '# Role\n\nLead.\n'), image],
    ...overrides,
  };
}
