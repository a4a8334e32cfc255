import { memoryStorage } from '../../adapters/memory/index.js';
import type { Storage } from '../../src/storage.js';
import type { StorageContractHost } from '../../src/testing/storage-contract/index.js';

type StoreName = {
  [Name in keyof Storage]: Storage[Name] extends (...values: never) => unknown ? never : Name;
}[Exclude<keyof Storage, 'contract' | 'traits'>];

/** Methods of some stores that take the place of those of an intact storage. */
export type Defects = {
  readonly [Name in StoreName]?: (intact: Storage) => Partial<Storage[Name]>;
};

/** A storage that breaks a promise. */
export interface Defect {
  readonly defect: string;
  readonly breaks: string;
  readonly create: StorageContractHost['create'];
}

/** A memory storage of which some methods are replaced. */
export function storageWith(defects: Defects): StorageContractHost['create'] {
  return ({ clock }) => {
    const intact = memoryStorage({ clock });
    const replaced = Object.entries(defects).map(([name, defect]) => {
      const store: object = intact[name as StoreName];
      return [name, overlay(store, defect(intact))];
    });
    return overlay(intact, Object.fromEntries(replaced));
  };
}

export function overlay<Store extends object>(store: Store, replaced: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(Object.hasOwn(replaced, name) ? replaced : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
