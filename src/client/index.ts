/** `promptforge/client`: the routes of `promptforge/http`, called with types, in browsers and on servers. */

export { type ClientOptions, createClient, type PromptForgeClient } from './create-client.js';
export type { LiveRequest } from './live-events.js';
export type { components, paths } from './paths.js';
export { type Problem, ProblemError } from './problem-error.js';
export type { RunStreamEvent, RunStreamRequest, StreamedBody, StreamedPath, StreamedResult } from './run-stream.js';
