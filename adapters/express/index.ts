export { expressHandler } from './express-handler.js';
export type { ExpressNext, ExpressRequest, ExpressResponse } from './express-types.js';
export { type ExpressGuard, type GuardedLocals, guard, type ResponseWith } from './guard.js';
