import { z } from 'zod';
import { jsonResponse } from '../json-response.js';
import { noContent } from '../no-content.js';
import { type Route, route } from '../route.js';
import { pageQuery } from '../schemas/page.js';
import {
  promptVersion,
  promptVersionDiff,
  promptVersionPage,
  savedPrompt,
  savedPromptBodies,
  savedPromptPage,
  savedPromptWithVersion,
} from '../schemas/saved-prompt.js';

const promptId = z.string().max(255);
const number = z.coerce.number().int().min(1).max(1_000);
const params = z.object({ promptId });
const [read, write] = ['library:read', 'library:write'] as const;

/** Prompts that people keep, and their versions. */
export const promptRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/prompts',
    operationId: 'listPrompts',
    summary: 'The saved prompts of the caller and those shared with them, newest first.',
    permission: read,
    query: pageQuery(20).extend({
      search: z.string().max(200).exactOptional().describe('Found in title, tags and the latest text, case aside.'),
      tags: z.string().max(1_000).exactOptional().describe('All of which it has to have, with commas in between.'),
      mine: z.enum(['true', 'false']).exactOptional().describe('Only those of the caller.'),
    }),
    output: savedPromptPage,
    async handle({ forge, token, query: { tags, mine, ...query } }) {
      const tagged = tags === undefined ? {} : { tags: tags.split(',').filter((tag) => tag.trim() !== '') };
      return jsonResponse(await forge.history.list({ token, ...query, ...tagged, mine: mine === 'true' }));
    },
  }),
  route({
    method: 'POST',
    path: '/prompts',
    operationId: 'createPrompt',
    summary: 'Keeps a prompt, from a text or from a run of the caller.',
    permission: write,
    body: savedPromptBodies.create,
    output: savedPromptWithVersion,
    handle: async ({ forge, token, body }) => jsonResponse(await forge.history.create({ token, ...body })),
  }),
  route({
    method: 'GET',
    path: '/prompts/{promptId}',
    operationId: 'getPrompt',
    summary: 'A saved prompt and its latest version.',
    permission: read,
    params,
    output: savedPromptWithVersion,
    handle: async ({ forge, token, params: { promptId } }) =>
      jsonResponse(await forge.history.get({ token, promptId })),
  }),
  route({
    method: 'PATCH',
    path: '/prompts/{promptId}',
    operationId: 'updatePrompt',
    summary: 'Changes title, tags or sharing of a saved prompt.',
    permission: write,
    params,
    body: savedPromptBodies.update,
    output: savedPrompt,
    handle: async ({ forge, token, params: { promptId }, body }) =>
      jsonResponse(await forge.history.update({ token, promptId, ...body })),
  }),
  route({
    method: 'DELETE',
    path: '/prompts/{promptId}',
    operationId: 'removePrompt',
    summary: 'Removes a saved prompt with all its versions.',
    permission: write,
    params,
    async handle({ forge, token, params: { promptId } }) {
      await forge.history.remove({ token, promptId });
      return noContent();
    },
  }),
  route({
    method: 'GET',
    path: '/prompts/{promptId}/versions',
    operationId: 'listPromptVersions',
    summary: 'The versions of a saved prompt, latest first, without their texts.',
    permission: read,
    params,
    query: pageQuery(20),
    output: promptVersionPage,
    handle: async ({ forge, token, params: { promptId }, query }) =>
      jsonResponse(await forge.history.versions({ token, promptId, ...query })),
  }),
  route({
    method: 'POST',
    path: '/prompts/{promptId}/versions',
    operationId: 'addPromptVersion',
    summary: 'Adds a version, from a text or from a run of the caller.',
    permission: write,
    params,
    body: savedPromptBodies.add,
    output: promptVersion,
    handle: async ({ forge, token, params: { promptId }, body }) =>
      jsonResponse(await forge.history.add({ token, promptId, ...body })),
  }),
  route({
    method: 'GET',
    path: '/prompts/{promptId}/versions/{number}',
    operationId: 'getPromptVersion',
    summary: 'One version of a saved prompt.',
    permission: read,
    params: params.extend({ number }),
    output: promptVersion,
    handle: async ({ forge, token, params }) => jsonResponse(await forge.history.version({ token, ...params })),
  }),
  route({
    method: 'GET',
    path: '/prompts/{promptId}/diff',
    operationId: 'diffPromptVersions',
    summary: 'What changed between two versions, by words.',
    permission: read,
    params,
    query: z.object({
      from: number,
      to: number,
      otherPromptId: promptId.exactOptional().describe('The prompt of `to`. Default: the same one.'),
    }),
    output: promptVersionDiff,
    handle: async ({ forge, token, params: { promptId }, query }) =>
      jsonResponse(await forge.history.diff({ token, promptId, ...query })),
  }),
  route({
    method: 'POST',
    path: '/prompts/{promptId}/restore',
    operationId: 'restorePromptVersion',
    summary: 'Adds a version with the text of an older one.',
    permission: write,
    params,
    body: savedPromptBodies.restore,
    output: promptVersion,
    handle: async ({ forge, token, params: { promptId }, body }) =>
      jsonResponse(await forge.history.restore({ token, promptId, ...body })),
  }),
  route({
    method: 'POST',
    path: '/prompts/{promptId}/fork',
    operationId: 'forkPrompt',
    summary: 'Keeps a version as the first of a prompt of the caller’s own.',
    permission: write,
    params,
    body: savedPromptBodies.fork,
    output: savedPromptWithVersion,
    handle: async ({ forge, token, params: { promptId }, body }) =>
      jsonResponse(await forge.history.fork({ token, promptId, ...body })),
  }),
];
