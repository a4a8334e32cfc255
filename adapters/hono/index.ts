/** `promptforge/hono`: PromptForge inside a Hono application. */
export { type GuardedVariables, guard, type HonoGuard } from './guard.js';
export { type HonoHandlerOptions, honoHandler } from './hono-handler.js';
export type { HonoContext, HonoNext } from './hono-types.js';
