/** Names of attributes, in whatever framework, that begin like a handler and are words. */
const words = new Set(['one', 'ones', 'once', 'only', 'online', 'onto', 'onward', 'onwards', 'ontology', 'onion']);

/**
 * Whether an attribute is an event handler. Any name that begins with "on" is: browsers keep adding
 * events, and a list would be older than them.
 */
export function isHandlerName(name: string): boolean {
  return /^on[a-z]{3,40}$/.test(name) && !words.has(name);
}
