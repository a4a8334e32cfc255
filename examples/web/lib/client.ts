import { createClient } from 'promptforge/client';

/** Calls the routes of this site. The session is in cookies that no script reads, and is renewed by itself. */
export const client = createClient();
