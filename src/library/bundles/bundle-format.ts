/** Names the format of a bundle and its version. Raise it whenever one of the files changes its shape. */
export const bundleFormat = 'promptforge.bundle/1';

/** How a run can be exported. */
export const bundleFormats = ['txt', 'md', 'json'] as const;
export type BundleFormat = (typeof bundleFormats)[number];

/** What can be downloaded of a bundle: one of its files, or all of them as a zip archive. */
export const bundleDownloads = [...bundleFormats, 'zip', 'manifest', 'license'] as const;
export type BundleDownloadFormat = (typeof bundleDownloads)[number];

/** Where each file lies in the bundle, and what it is. */
export const bundleFiles = {
  txt: { path: 'prompt.txt', mediaType: 'text/plain; charset=utf-8' },
  md: { path: 'prompt.md', mediaType: 'text/markdown; charset=utf-8' },
  json: { path: 'prompt.json', mediaType: 'application/json' },
  license: { path: 'LICENSE.txt', mediaType: 'text/plain; charset=utf-8' },
  manifest: { path: 'manifest.json', mediaType: 'application/json' },
} as const satisfies Record<
  Exclude<BundleDownloadFormat, 'zip'>,
  { readonly path: string; readonly mediaType: string }
>;
