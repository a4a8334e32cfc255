import { jsonResponse } from '../json-response.js';
import type { Route } from '../route.js';

/** Says that the process is alive. It asks nothing of storage or model, so that their trouble restarts nobody. */
export const health: Route = {
  method: 'GET',
  path: '/health',
  permission: null,
  async handle() {
    return jsonResponse({ status: 'ok' });
  },
};
