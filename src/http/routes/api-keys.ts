import { z } from 'zod';
import type { Permission } from '../../index.js';
import { jsonResponse } from '../json-response.js';
import { type Route, route } from '../route.js';
import { apiKey, apiKeyBodies, apiKeyPage, issuedApiKey } from '../schemas/api-key.js';
import { pageQuery } from '../schemas/page.js';

const permission = 'api_keys:manage';
const ofKey = {
  path: '/api-keys/{keyId}',
  permission,
  params: z.object({ keyId: z.string().max(255) }),
} as const;

// Names that are none are refused by the facet.
const asPermissions = (scopes: readonly string[]) => scopes as readonly Permission[];

/** Keys of the caller's organization. */
export const apiKeyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api-keys',
    operationId: 'listApiKeys',
    summary: 'The API keys of the organization, ended or not, newest first, without their secrets.',
    permission,
    query: pageQuery(20),
    output: apiKeyPage,
    handle: async ({ forge, token, query }) => jsonResponse(await forge.apiKeys.list({ token, ...query })),
  }),
  route({
    method: 'POST',
    path: '/api-keys',
    operationId: 'createApiKey',
    summary: 'Makes an API key. Its secret is in the answer, and nowhere afterwards.',
    permission,
    body: apiKeyBodies.create,
    output: issuedApiKey,
    handle: async ({ forge, token, body: { scopes, ...body } }) =>
      jsonResponse(await forge.apiKeys.create({ token, ...body, scopes: asPermissions(scopes) })),
  }),
  route({
    ...ofKey,
    method: 'GET',
    operationId: 'getApiKey',
    summary: 'One API key.',
    output: apiKey,
    handle: async ({ forge, token, params: { keyId } }) => jsonResponse(await forge.apiKeys.get({ token, keyId })),
  }),
  route({
    ...ofKey,
    method: 'PATCH',
    operationId: 'updateApiKey',
    summary: 'Changes name, scopes or limits of a key that the caller has made.',
    body: apiKeyBodies.update,
    output: apiKey,
    async handle({ forge, token, params: { keyId }, body: { scopes, ...body } }) {
      const allowed = scopes === undefined ? {} : { scopes: asPermissions(scopes) };
      return jsonResponse(await forge.apiKeys.update({ token, keyId, ...body, ...allowed }));
    },
  }),
  route({
    ...ofKey,
    method: 'DELETE',
    operationId: 'revokeApiKey',
    summary: 'Ends a key for good.',
    output: apiKey,
    handle: async ({ forge, token, params: { keyId } }) => jsonResponse(await forge.apiKeys.revoke({ token, keyId })),
  }),
  route({
    ...ofKey,
    method: 'POST',
    path: '/api-keys/{keyId}/rotate',
    operationId: 'rotateApiKey',
    summary: 'Gives a key that the caller has made another secret, which is in the answer, and nowhere afterwards.',
    body: apiKeyBodies.rotate,
    output: issuedApiKey,
    handle: async ({ forge, token, params: { keyId }, body }) =>
      jsonResponse(await forge.apiKeys.rotate({ token, keyId, ...body })),
  }),
];
