import type { AsCaller, Working } from '../facets/caller.js';
import type { Settings } from '../options.js';
import type { Storage } from '../ports/storage.js';
import type { AccessRules } from '../session/access-rules.js';
import type { PlanSources } from './plan-sources.js';

/** What all facets of a PromptForge are made with. */
export interface SharedParts {
  readonly settings: Settings;
  /** With the ledger that stands in front of the host's. */
  readonly storage: Storage;
  readonly sources: PlanSources;
  readonly access: AccessRules;
  readonly asCaller: AsCaller;
  readonly working: Working;
}
