/** `promptforge/next`: PromptForge inside an application of Next. */
export { guarded as guard } from '../../src/http/index.js';
export { type NextRoutes, nextHandler } from './next-handler.js';
export { type NextRequestLike, type SessionCheck, sessionCheck } from './session-check.js';
export type { SessionCheckOptions } from './session-check-options.js';
