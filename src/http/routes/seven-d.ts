import { jsonResponse } from '../json-response.js';
import { type Route, route } from '../route.js';
import { completedSevenD, sevenDDescription, sevenDInput } from '../schemas/seven-d.js';
import { asSevenDInput } from '../seven-d-input.js';

/** The 7D parameters, for whoever shows a form. */
export const sevenDRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/seven-d',
    operationId: 'describeSevenD',
    summary: 'The 7D parameters: their values, what each stands for, and what it brings with it.',
    permission: null,
    output: sevenDDescription,
    handle: async ({ forge }) => jsonResponse(await forge.sevenD.describe()),
  }),
  route({
    method: 'POST',
    path: '/seven-d/resolve',
    operationId: 'resolveSevenD',
    summary: 'Completes parameters from the defaults of their domain, and tells what a score has to reach.',
    permission: null,
    body: sevenDInput,
    output: completedSevenD,
    handle: async ({ forge, body }) => jsonResponse(await forge.sevenD.resolve(asSevenDInput(body))),
  }),
];
