import { z } from 'zod';
import type { JsonValue, ModuleDefinition, SevenDInput } from '../../index.js';
import { jsonResponse } from '../json-response.js';
import { type Route, route } from '../route.js';
import {
  moduleBodies,
  moduleDetails,
  modulePage,
  moduleVersions,
  publishedModule,
  renderedModule,
} from '../schemas/module.js';
import { pageQuery } from '../schemas/page.js';

const ofModule = { permission: 'library:read', params: z.object({ moduleId: z.string().max(255) }) } as const;
const text = z.string().max(200).exactOptional();

/** Modules of the prompt library. */
export const moduleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/modules',
    operationId: 'listModules',
    summary: 'Modules by their ids, each in its latest active version, with those that the plan may not use.',
    permission: 'library:read',
    query: pageQuery(50).extend({
      category: text,
      search: text.describe('Words in the id, the title or the summary.'),
    }),
    output: modulePage,
    handle: async ({ forge, token, query }) => jsonResponse(await forge.modules.list({ token, ...query })),
  }),
  route({
    method: 'POST',
    path: '/modules',
    operationId: 'publishModule',
    summary: 'Publishes a version of a module for the organization. It never changes afterwards, but for its status.',
    permission: 'library:publish',
    body: moduleBodies.publish,
    output: publishedModule,
    handle: async ({ forge, token, body: { module } }) =>
      // The facet validates it, and names every problem.
      jsonResponse(await forge.modules.publish({ token, module: module as unknown as ModuleDefinition })),
  }),
  route({
    ...ofModule,
    method: 'GET',
    path: '/modules/{moduleId}',
    operationId: 'getModule',
    summary: 'One version of a module with its recipe.',
    query: z.object({ version: z.string().max(255).exactOptional().describe('Default: the latest active one.') }),
    output: moduleDetails,
    handle: async ({ forge, token, params: { moduleId: id }, query }) =>
      jsonResponse(await forge.modules.get({ token, id, ...query })),
  }),
  route({
    ...ofModule,
    method: 'GET',
    path: '/modules/{moduleId}/versions',
    operationId: 'listModuleVersions',
    summary: 'Every version of a module, latest first; drafts for those alone who may publish.',
    output: moduleVersions,
    handle: async ({ forge, token, params: { moduleId: id } }) =>
      jsonResponse({ versions: await forge.modules.versions({ token, id }) }),
  }),
  route({
    method: 'PATCH',
    path: '/modules/{moduleId}/versions/{version}',
    operationId: 'setModuleStatus',
    summary: 'Changes the status of a version that the organization has published.',
    permission: 'library:publish',
    params: z.object({ moduleId: z.string().max(255), version: z.string().max(255) }),
    body: moduleBodies.status,
    output: publishedModule,
    handle: async ({ forge, token, params: { moduleId: id, version }, body: { status } }) =>
      jsonResponse(await forge.modules.setStatus({ token, id, version, status })),
  }),
  route({
    ...ofModule,
    method: 'POST',
    path: '/modules/{moduleId}/render',
    operationId: 'renderModule',
    summary: 'The prompt that a module makes of inputs. It counts nothing and stores nothing.',
    body: moduleBodies.render,
    output: renderedModule,
    handle: async ({ forge, token, params: { moduleId: id }, body: { inputs, sevenD, ...body } }) =>
      jsonResponse(
        await forge.modules.render({
          ...{ token, id, ...body },
          // Judged by the facet, which names each input and parameter.
          inputs: inputs as Readonly<Record<string, JsonValue>>,
          ...(sevenD === undefined ? {} : { sevenD: sevenD as Partial<SevenDInput> }),
        }),
      ),
  }),
];
