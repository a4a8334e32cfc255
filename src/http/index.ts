/** `promptforge/http`: PromptForge behind web-standard Request and Response. */

export { bearerToken } from './bearer-token.js';
export { tellAddress } from './client-address.js';
export { cookieToken, type TokenOf } from './cookie-token.js';
export type { CorsOptions } from './cors.js';
export { createHandler, type Handler, type HandlerOptions } from './create-handler.js';
export { type Admitted, type GuardedHandler, guarded } from './guard.js';
export type { GuardOptions } from './guard-options.js';
export { problemResponse } from './problem-response.js';
export {
  type CookieSession,
  type SessionCookieOptions,
  type SessionCookies,
  sessionCookies,
} from './session-cookies.js';
