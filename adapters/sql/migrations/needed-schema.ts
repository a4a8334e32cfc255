import type { NeededSchema } from '../schema/require-schema.js';
import { migrations } from './index.js';

/** For storages that can apply the migrations themselves. */
export const neededSchema: NeededSchema = {
  version: migrations[migrations.length - 1]?.name ?? '',
  howToMend: 'Call forge.setup(), or run `npx promptforge migrate up` as the owner of the schema.',
};
