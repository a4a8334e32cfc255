import { lifeOfAForge } from './life-of-a-forge.mjs';

/** On the storage that is named, `memory` or `pglite`. */
const name = process.argv[2];
const adapter = await import(`promptforge/adapters/${name}`);
await lifeOfAForge((subpath) => import(subpath), adapter[`${name}Storage`]());
