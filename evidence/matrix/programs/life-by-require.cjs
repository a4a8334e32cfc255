/** On the storage that is named, `memory` or `pglite`. */
const name = process.argv[2];
const adapter = require(`promptforge/adapters/${name}`);
import('./life-of-a-forge.mjs').then(({ lifeOfAForge }) => lifeOfAForge(require, adapter[`${name}Storage`]()));
