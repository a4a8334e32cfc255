import { z } from 'zod';
import {
  type LibraryModuleDetails,
  type LibraryModuleSummary,
  type LibraryModuleVersion,
  type ModuleVersion,
  moduleOrigins,
  moduleStatuses,
  type RenderedLibraryModule,
} from '../../index.js';
import { named } from './components.js';
import { pageOf } from './page.js';
import { resolvedSevenD, sevenDChoice } from './seven-d.js';

const status = z.enum(moduleStatuses);

const published = {
  id: z.string(),
  version: z.string().describe('A semantic version.'),
  title: z.string(),
  summary: z.string(),
  status,
  minimumPlanId: z.string().nullable().describe('The least plan that may use it; null when every plan may.'),
};

export const publishedModule = named('PublishedModule', z.object(published)) satisfies z.ZodType<ModuleVersion>;

const version = z.object({
  ...published,
  origin: z.enum(moduleOrigins),
  locked: z.boolean().describe('True when the plan of the caller may not use it.'),
  planNeeded: z.string().nullable().describe('The least plan of the catalogue that may use it, where it is locked.'),
});

export const moduleVersions = named(
  'ModuleVersions',
  z.object({ versions: z.array(named('ModuleVersion', version)) }),
) satisfies z.ZodType<{ readonly versions: readonly LibraryModuleVersion[] }>;

const summary = named(
  'ModuleSummary',
  version.extend({ category: z.string() }),
) satisfies z.ZodType<LibraryModuleSummary>;

export const modulePage = named('ModulePage', pageOf(summary));

// A recipe goes out as it was published; its shape is told in the documentation of modules.
const recipe = z.record(z.string(), z.unknown());

export const moduleDetails = named(
  'Module',
  summary.extend({ recipe: recipe.nullable().describe('Null while the module is locked.') }),
) satisfies z.ZodType<Omit<LibraryModuleDetails, 'recipe'>>;

export const renderedModule = named(
  'RenderedModule',
  z.object({ id: z.string(), version: z.string(), status, prompt: z.string(), sevenD: resolvedSevenD }),
) satisfies z.ZodType<RenderedLibraryModule>;

const inputs = z.record(z.string(), z.unknown()).describe('By name.');

export const moduleBodies = {
  publish: named(
    'PublishModuleRequest',
    z.strictObject({ module: z.record(z.string(), z.unknown()).describe('A definition, with its recipe.') }),
  ),
  status: named('ModuleStatusRequest', z.strictObject({ status })),
  render: named(
    'RenderModuleRequest',
    z.strictObject({
      version: z.string().max(255).exactOptional().describe('Default: the latest active one.'),
      inputs,
      sevenD: sevenDChoice.exactOptional(),
    }),
  ),
} as const;
