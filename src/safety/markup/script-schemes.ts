/** Schemes whose URLs are programs: what follows is run where a browser is sent there. */
export const scriptSchemes: ReadonlySet<string> = new Set(['javascript', 'vbscript', 'livescript', 'mocha', 'jscript']);
