/** `promptforge/http`: PromptForge behind web-standard Request and Response. */
export { createHandler, type Handler, type HandlerOptions } from './create-handler.js';
