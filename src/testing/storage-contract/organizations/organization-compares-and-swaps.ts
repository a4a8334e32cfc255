import type { Organization } from '../../../storage.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { comparesAndSwaps } from '../fixtures/compare-and-swap.js';

export const organizationComparesAndSwaps = comparesAndSwaps<Organization>(
  'an organization',
  ({ storage: { organizations }, scope }) => ({
    load: () => organizations.load(scope),
    save: (organization, expected) => organizations.save(scope, organization, expected),
  }),
  (index) => ({ name: `${index} ${unusualText[index] ?? ''}` }),
);
