import type { Principal } from '../domain/access/principal.js';
import { canonicalJson } from '../domain/json/canonical-json.js';
import type { Bundle } from '../domain/library/bundle.js';
import type { Page } from '../domain/lists/page.js';
import type { Plan } from '../domain/plans/plan.js';
import type { Run } from '../domain/runs/run.js';
import type { Gate } from '../domain/scores/quality-gate.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import type { PlanOfTenant } from '../entitlement/plan-of-tenant.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { type BundleDetails, bundleDetails } from '../library/bundles/bundle-details.js';
import { type BundleDownload, bundleDownload } from '../library/bundles/bundle-download.js';
import { type BundleDownloadFormat, type BundleFormat, bundleFormats } from '../library/bundles/bundle-format.js';
import { bundleNotFound, requireClean, requirePass } from '../library/bundles/bundle-refused.js';
import { checkedDownload, checkedFormats, formatFeatures } from '../library/bundles/checked-formats.js';
import { type ExportedRun, exportedRun, withTextsOf } from '../library/bundles/exported-run.js';
import { makeBundle } from '../library/bundles/make-bundle.js';
import { type RedactText, redactedRun } from '../library/bundles/redacted-run.js';
import type { LibraryStore } from '../ports/library-store.js';
import type { Storage } from '../ports/storage.js';
import type { AsCaller, Authenticated } from './caller.js';
import { checkedPage } from './checked-page.js';
import { checkedRequest } from './checked-request.js';
import { ownRun } from './own-run.js';

export interface ExportRequest extends Authenticated {
  /** A run of `optimize()` or `score()` of the caller that has succeeded. */
  readonly runId: string;
  /** Default: all that the plan allows. */
  readonly formats?: readonly BundleFormat[];
  /**
   * Whether to put stand-ins in the place of personal data and secrets, instead of refusing to export them.
   * The manifest says what was taken out. Default: false.
   */
  readonly redact?: boolean;
}

export interface BundleRequest extends Authenticated {
  readonly bundleId: string;
}

export interface DownloadRequest extends BundleRequest {
  /** A file of the bundle by its format; `zip` for all of them; `manifest` and `license` for what is said of it. */
  readonly format: BundleDownloadFormat;
}

export interface ListBundlesRequest extends Authenticated {
  /** Those of one run. */
  readonly runId?: string;
  /** 1 to 500. Default: 20. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string | null;
}

/** Runs as files, to be kept or handed on. The caller's own; those of others are not found. */
export interface BundleFacet {
  /**
   * Exports a run whose prompt has passed the gate. The same run in the same formats is the same bundle, byte for
   * byte, however often it is exported. Takes the permission `library:write`, and of the plan the feature of
   * each format: `export_txt`, `export_md`, `export_json`.
   * @throws PromptForgeError `run_not_found`, `bundle_below_gate`, `bundle_personal_data`,
   * `plan_feature_missing`, `request_invalid`
   */
  export(request: ExportRequest): Promise<BundleDetails>;
  /** Takes the permission `library:read`. @throws PromptForgeError `bundle_not_found` */
  get(request: BundleRequest): Promise<BundleDetails>;
  /** Newest first. Takes the permission `library:read`. @throws PromptForgeError `request_invalid` */
  list(request: ListBundlesRequest): Promise<Page<BundleDetails>>;
  /**
   * One file of a bundle. Takes the permission `library:read`, and of the plan the feature of the format; a zip
   * archive takes `export_zip` and the features of all that lies in it, the manifest and the license none.
   * @throws PromptForgeError `bundle_not_found`, `plan_feature_missing`, `request_invalid` for a format that
   * the bundle was not exported in.
   */
  download(request: DownloadRequest): Promise<BundleDownload>;
}

export interface BundleFacetParts {
  readonly storage: Pick<Storage, 'ledger' | 'library'>;
  readonly plans: Pick<PlanOfTenant, 'resolve'>;
  /** The notice on rights that goes into each bundle. */
  readonly license: string;
  readonly gateOf: (run: ExportedRun) => Gate;
  readonly redactText: RedactText;
  readonly asCaller: AsCaller;
}

const defaultPage = 20;

export function bundleFacet(parts: BundleFacetParts): BundleFacet {
  const { storage, plans, asCaller } = parts;
  const planOf = async (caller: Principal) => (await plans.resolve(caller)).plan;
  return Object.freeze<BundleFacet>({
    export: async (request) => {
      const fields = ['token', 'runId', 'formats', 'redact'];
      const { token, runId, formats, redact = false } = checkedRequest('bundles.export()', request, fields);
      return asCaller(token, 'library:write', async (caller) => {
        if (typeof redact !== 'boolean') throw new PromptForgeError('request_invalid', 'redact is true or false.');
        const chosen = allowedFormats(await planOf(caller), checkedFormats(formats));
        return exportRun(parts, caller, await ownRun(storage.ledger, caller, runId), { formats: chosen, redact });
      });
    },
    get: async (request) => {
      const { token, bundleId } = checkedRequest('bundles.get()', request, ['token', 'bundleId']);
      return asCaller(token, 'library:read', async (caller) =>
        bundleDetails(await ownBundle(storage.library, caller, bundleId)),
      );
    },
    list: async (request) => {
      const fields = ['token', 'runId', 'limit', 'after'];
      const { token, runId = null, ...page } = checkedRequest('bundles.list()', request, fields);
      return asCaller(token, 'library:read', async (caller) => {
        const asked = checkedPage(page, defaultPage);
        // An id that no run can have has no bundles.
        if (runId !== null && !isIdentifier(runId)) return { items: [], next: null };
        const { userId } = caller;
        const { items, next } = await storage.library.listBundles(caller, { ...asked, runId, userId });
        return { items: items.map(bundleDetails), next };
      });
    },
    download: async (request) => {
      const fields = ['token', 'bundleId', 'format'];
      const { token, bundleId, format } = checkedRequest('bundles.download()', request, fields);
      return asCaller(token, 'library:read', async (caller) => {
        const asked = checkedDownload(format);
        const bundle = await ownBundle(storage.library, caller, bundleId);
        requireDownload(await planOf(caller), bundle, asked);
        return bundleDownload(bundle, asked);
      });
    },
  });
}

async function exportRun(
  { storage: { ledger, library }, license, gateOf, redactText }: BundleFacetParts,
  caller: Principal,
  run: Run,
  { formats, redact }: { readonly formats: readonly BundleFormat[]; readonly redact: boolean },
): Promise<BundleDetails> {
  const final = (await ledger.scores(caller, run.id)).find((score) => score.final);
  const exported = exportedRun(run, final?.rubric ?? null);
  requirePass(gateOf(exported));
  const redacted = redactedRun(withTextsOf(formats, exported), redactText);
  if (!redact) requireClean(redacted.redactions);
  const { manifest, artifacts } = await makeBundle(redacted, { formats, license, owner: caller });
  const id = manifest.bundleId;
  // A bundle of this id is this bundle.
  await library.addBundle(caller, {
    ...{ id, runId: run.id, userId: caller.userId, artifacts },
    manifest: JSON.parse(canonicalJson(manifest)),
  });
  return bundleDetails(await ownBundle(library, caller, id));
}

async function ownBundle(library: LibraryStore, caller: Principal, bundleId: unknown): Promise<Bundle> {
  const bundle = isIdentifier(bundleId) ? await library.getBundle(caller, bundleId) : null;
  if (bundle === null || bundle.userId !== caller.userId) throw bundleNotFound();
  return bundle;
}

/** @throws PromptForgeError `plan_feature_missing` for a format that is asked for, or when none is allowed. */
function allowedFormats(plan: Plan, asked: readonly BundleFormat[] | null): readonly BundleFormat[] {
  const allowed = bundleFormats.filter((format) => plan.features[formatFeatures[format]]);
  const chosen = asked ?? (allowed.length === 0 ? bundleFormats : allowed);
  for (const format of chosen) requireFeature(plan, formatFeatures[format]);
  return chosen;
}

function requireDownload(plan: Plan, bundle: Bundle, format: BundleDownloadFormat): void {
  if (format === 'manifest' || format === 'license') return;
  requireFeature(plan, formatFeatures[format]);
  if (format !== 'zip') return;
  for (const held of bundleDetails(bundle).formats) requireFeature(plan, formatFeatures[held]);
}
