/**
 * `promptforge/bundles`: tells whether an exported run is as it was exported. It runs wherever JavaScript does,
 * browsers and edge runtimes included.
 */
export type { BundleFile, BundleManifest, RedactionCount } from './library/bundles/bundle-manifest.js';
export {
  type BundleInput,
  type BundleProblem,
  type BundleProblemKind,
  type BundleVerification,
  bundleProblemKinds,
  largestBundle,
  verifyBundle,
} from './library/bundles/verify-bundle.js';
