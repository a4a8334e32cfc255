import type { BuiltInFeature } from '../../domain/plans/plan.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import { type BundleDownloadFormat, type BundleFormat, bundleDownloads, bundleFormats } from './bundle-format.js';

/** What a plan has to include for each format. */
export const formatFeatures = {
  txt: 'export_txt',
  md: 'export_md',
  json: 'export_json',
  zip: 'export_zip',
} as const satisfies Record<BundleFormat | 'zip', BuiltInFeature>;

/** The formats that are asked for, each once and in an order of their own; null for what the plan allows. @throws PromptForgeError `request_invalid` */
export function checkedFormats(formats: unknown): readonly BundleFormat[] | null {
  if (formats === undefined) return null;
  const isList = Array.isArray(formats) && formats.length > 0;
  if (isList && formats.every((format) => bundleFormats.some((known) => known === format))) {
    return bundleFormats.filter((format) => formats.includes(format));
  }
  throw new PromptForgeError('request_invalid', `formats must be a list of some of ${bundleFormats.join(', ')}.`);
}

/** @throws PromptForgeError `request_invalid` */
export function checkedDownload(format: unknown): BundleDownloadFormat {
  const found = bundleDownloads.find((known) => known === format);
  if (found !== undefined) return found;
  throw new PromptForgeError('request_invalid', `format must be one of ${bundleDownloads.join(', ')}.`);
}
