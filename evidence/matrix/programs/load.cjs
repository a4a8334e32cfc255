/** Loads the package that is named. */
const loaded = require(process.argv[2]);
if (Object.keys(loaded).length === 0) throw new Error('It exports nothing.');
