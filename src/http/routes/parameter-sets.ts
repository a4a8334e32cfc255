import { z } from 'zod';
import type { SevenD } from '../../index.js';
import { jsonResponse } from '../json-response.js';
import { noContent } from '../no-content.js';
import { type Route, route } from '../route.js';
import { pageQuery } from '../schemas/page.js';
import {
  overridesQuery,
  parameterComparison,
  parameterSet,
  parameterSetBodies,
  parameterSetPage,
  removalQuery,
  resolvedParameters,
} from '../schemas/parameter-set.js';

const ofSet = {
  path: '/parameter-sets/{setId}',
  params: z.object({ setId: z.string().max(255) }),
} as const;

// Values that are none are refused by the facet, which names them.
const asValues = (values: Readonly<Record<string, unknown>>) => values as Partial<SevenD>;

/** Values of the 7D parameters under a name. */
export const parameterSetRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/parameter-sets',
    operationId: 'listParameterSets',
    summary: 'The parameter sets of the caller, and those that are shared within the organization.',
    permission: 'library:read',
    query: pageQuery(50),
    output: parameterSetPage,
    handle: async ({ forge, token, query }) => jsonResponse(await forge.parameterSets.list({ token, ...query })),
  }),
  route({
    method: 'POST',
    path: '/parameter-sets',
    operationId: 'createParameterSet',
    summary: 'Keeps values of 7D parameters under a name.',
    permission: 'library:write',
    body: parameterSetBodies.create,
    output: parameterSet,
    handle: async ({ forge, token, body: { values, ...body } }) =>
      jsonResponse(await forge.parameterSets.create({ token, ...body, values: asValues(values) })),
  }),
  route({
    method: 'POST',
    path: '/parameter-sets/compare',
    operationId: 'compareParameterSets',
    summary: 'Two sets side by side, parameter by parameter.',
    permission: 'library:read',
    body: parameterSetBodies.compare,
    output: parameterComparison,
    handle: async ({ forge, token, body }) => jsonResponse(await forge.parameterSets.compare({ token, ...body })),
  }),
  route({
    ...ofSet,
    method: 'GET',
    operationId: 'getParameterSet',
    summary: 'One parameter set.',
    permission: 'library:read',
    output: parameterSet,
    handle: async ({ forge, token, params: { setId } }) =>
      jsonResponse(await forge.parameterSets.get({ token, setId })),
  }),
  route({
    ...ofSet,
    method: 'PUT',
    operationId: 'updateParameterSet',
    summary: 'Replaces a parameter set, unless somebody was faster.',
    permission: 'library:write',
    body: parameterSetBodies.update,
    output: parameterSet,
    handle: async ({ forge, token, params: { setId }, body: { values, ...body } }) =>
      jsonResponse(await forge.parameterSets.update({ token, setId, ...body, values: asValues(values) })),
  }),
  route({
    ...ofSet,
    method: 'DELETE',
    operationId: 'removeParameterSet',
    summary: 'Removes a parameter set.',
    permission: 'library:write',
    query: removalQuery,
    async handle({ forge, token, params: { setId }, query }) {
      await forge.parameterSets.remove({ token, setId, ...query });
      return noContent();
    },
  }),
  route({
    ...ofSet,
    method: 'GET',
    path: '/parameter-sets/{setId}/resolved',
    operationId: 'resolveParameterSet',
    summary: 'What a run by this set is given: overrides first, then the set, then the defaults of the domain.',
    permission: 'library:read',
    query: overridesQuery,
    output: resolvedParameters,
    handle: async ({ forge, token, params: { setId }, query }) =>
      jsonResponse(await forge.parameterSets.resolve({ token, setId, overrides: asValues(query) })),
  }),
];
