import { mayChange } from '../domain/access/may-change.js';
import type { Principal } from '../domain/access/principal.js';
import type { ParameterSet } from '../domain/library/parameter-set.js';
import type { Page } from '../domain/lists/page.js';
import type { Versioned } from '../domain/plans/subscription.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { checkedName, checkedShared, checkedValues, checkedVersion } from '../library/parameter-sets/checked-set.js';
import { maySee, requireChange, setChanged, setNotFound } from '../library/parameter-sets/parameter-set-access.js';
import {
  type CompleteSevenD,
  comparedParameters,
  partialValues,
  type ResolvedParameters,
  resolvedParameters,
} from '../library/parameter-sets/parameter-values.js';
import { requireRoom } from '../library/parameter-sets/require-room.js';
import type { LibraryStore } from '../ports/library-store.js';
import type { AsCaller } from './caller.js';
import { checkedPage } from './checked-page.js';
import { checkedRequest } from './checked-request.js';
import type {
  CompareParameterSetsRequest,
  CreateParameterSetRequest,
  ListParameterSetsRequest,
  ParameterSetComparison,
  ParameterSetDetails,
  ParameterSetRequest,
  RemoveParameterSetRequest,
  ResolveParametersRequest,
  UpdateParameterSetRequest,
} from './parameter-set-requests.js';

/**
 * Values of the 7D parameters under a name: the caller's own sets, and those that are shared within the
 * organization. Others are not found. Reading takes the permission `library:read`, the rest `library:write`.
 */
export interface ParameterSetFacet {
  /**
   * @throws PromptForgeError `seven_d_invalid`, `request_invalid`, `parameter_sets_exceeded` with 200 of one's own
   * or 1,000 in the organization.
   */
  create(request: CreateParameterSetRequest): Promise<ParameterSetDetails>;
  /** @throws PromptForgeError `parameter_set_not_found` */
  get(request: ParameterSetRequest): Promise<ParameterSetDetails>;
  /** By their ids. @throws PromptForgeError `request_invalid` */
  list(request: ListParameterSetsRequest): Promise<Page<ParameterSetDetails>>;
  /**
   * Changes a set of one's own; a shared one is changed by owners and administrators of the organization, too.
   * @throws PromptForgeError `parameter_set_not_found`, `permission_denied`, `storage_conflict` when somebody was
   * faster, `seven_d_invalid`, `request_invalid`
   */
  update(request: UpdateParameterSetRequest): Promise<ParameterSetDetails>;
  /** @throws PromptForgeError as `update` */
  remove(request: RemoveParameterSetRequest): Promise<void>;
  /** @throws PromptForgeError `parameter_set_not_found` */
  compare(request: CompareParameterSetsRequest): Promise<ParameterSetComparison>;
  /**
   * What a run by this set would be given: overrides first, then the set, then the defaults of the domain.
   * @throws PromptForgeError `parameter_set_not_found`, `seven_d_invalid`, also when neither the set nor the
   * overrides name a domain or an output format.
   */
  resolve(request: ResolveParametersRequest): Promise<ResolvedParameters>;
}

export interface ParameterSetFacetParts {
  readonly library: LibraryStore;
  readonly complete: CompleteSevenD;
  readonly newId: () => string;
  readonly asCaller: AsCaller;
}

const defaultPage = 50;

export function parameterSetFacet({ library, complete, newId, asCaller }: ParameterSetFacetParts): ParameterSetFacet {
  const visible = async (caller: Principal, setId: unknown): Promise<Versioned<ParameterSet>> => {
    const stored = isIdentifier(setId) ? await library.getParameterSet(caller, setId) : null;
    if (stored === null || !maySee(caller, stored.value)) throw setNotFound();
    return stored;
  };
  const saved = async (caller: Principal, set: ParameterSet, expectedVersion: number): Promise<ParameterSetDetails> => {
    const result = await library.saveParameterSet(caller, set, expectedVersion);
    if (result.outcome === 'conflict') throw setChanged();
    return detailsFor(caller, { value: set, version: result.version });
  };

  return Object.freeze<ParameterSetFacet>({
    create: async (request) => {
      const fields = ['token', 'name', 'values', 'shared'];
      const { token, name, values, shared = false } = checkedRequest('parameterSets.create()', request, fields);
      return asCaller(token, 'library:write', async (caller) => {
        const { userId: ownerId } = caller;
        const asked = {
          name: checkedName(name),
          shared: checkedShared(shared),
          values: checkedValues(values, complete),
        };
        await requireRoom(library, caller, ownerId);
        return saved(caller, { id: newId(), ownerId, ...asked }, 0);
      });
    },
    get: async (request) => {
      const { token, setId } = checkedRequest('parameterSets.get()', request, ['token', 'setId']);
      return asCaller(token, 'library:read', async (caller) => detailsFor(caller, await visible(caller, setId)));
    },
    list: async (request) => {
      const { token, ...page } = checkedRequest('parameterSets.list()', request, ['token', 'limit', 'after']);
      return asCaller(token, 'library:read', async (caller) => {
        const asked = { ...checkedPage(page, defaultPage), visibleTo: caller.userId };
        const { items, next } = await library.listParameterSets(caller, asked);
        return { items: items.map((item) => detailsFor(caller, item)), next };
      });
    },
    update: async (request) => {
      const fields = ['token', 'setId', 'expectedVersion', 'name', 'values', 'shared'];
      const { token, setId, expectedVersion, ...asked } = checkedRequest('parameterSets.update()', request, fields);
      return asCaller(token, 'library:write', async (caller) => {
        const version = checkedVersion(expectedVersion);
        const stored = await visible(caller, setId);
        requireChange(caller, stored.value);
        const set = changed(stored.value, asked, complete);
        if (stored.version !== version) throw setChanged();
        return saved(caller, set, version);
      });
    },
    remove: async (request) => {
      const fields = ['token', 'setId', 'expectedVersion'];
      const { token, setId, expectedVersion } = checkedRequest('parameterSets.remove()', request, fields);
      return asCaller(token, 'library:write', async (caller) => {
        const asked = expectedVersion === undefined ? null : checkedVersion(expectedVersion);
        const { value, version } = await visible(caller, setId);
        requireChange(caller, value);
        const { outcome } = await library.removeParameterSet(caller, value.id, asked ?? version);
        if (outcome === 'conflict') throw setChanged();
      });
    },
    compare: async (request) => {
      const fields = ['token', 'first', 'second'];
      const { token, first, second } = checkedRequest('parameterSets.compare()', request, fields);
      return asCaller(token, 'library:read', async (caller) => {
        const [one, other] = await Promise.all([visible(caller, first), visible(caller, second)]);
        const parameters = comparedParameters(one.value.values, other.value.values);
        return { equal: parameters.every(({ equal }) => equal), parameters };
      });
    },
    resolve: async (request) => {
      const fields = ['token', 'setId', 'overrides'];
      const { token, setId, overrides = {} } = checkedRequest('parameterSets.resolve()', request, fields);
      return asCaller(token, 'library:read', async (caller) => {
        const set = (await visible(caller, setId)).value.values;
        return resolvedParameters({ overrides: partialValues(overrides, complete), set }, complete);
      });
    },
  });
}

function changed(
  set: ParameterSet,
  { name, values, shared }: Pick<UpdateParameterSetRequest, 'name' | 'values' | 'shared'>,
  complete: CompleteSevenD,
): ParameterSet {
  const isShared = shared === undefined ? set.shared : checkedShared(shared);
  if (set.ownerId === null && !isShared) {
    throw new PromptForgeError('request_invalid', 'A set whose owner is gone stays shared: nobody else could see it.');
  }
  return {
    ...set,
    name: name === undefined ? set.name : checkedName(name),
    values: values === undefined ? set.values : checkedValues(values, complete),
    shared: isShared,
  };
}

function detailsFor(caller: Principal, { value, version }: Versioned<ParameterSet>): ParameterSetDetails {
  return { ...value, version, mayChange: mayChange(caller, value) };
}
