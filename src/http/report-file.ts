import { createHash } from 'node:crypto';
import { toJunit } from '../checks/index.js';
import type { CheckReport } from '../index.js';
import { fileResponse } from './file-response.js';

/** A report of the checks as a file. */
export function reportFile(report: CheckReport, format: 'json' | 'junit'): Response {
  const [text, mediaType, ending] =
    format === 'json'
      ? [`${JSON.stringify(report, null, 2)}\n`, 'application/json', 'json']
      : [toJunit(report), 'application/xml', 'xml'];
  const bytes = new TextEncoder().encode(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const fileName = `promptforge-checks-${new Date(report.startedAt).toISOString().slice(0, 10)}.${ending}`;
  return fileResponse({ fileName, mediaType, bytes, sha256 });
}
