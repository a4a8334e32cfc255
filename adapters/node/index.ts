/** `promptforge/node`: PromptForge behind a server of `node:http`. */
export { guard, type NodeGuard } from './guard.js';
export { type NodeHandlerOptions, nodeHandler } from './node-handler.js';
