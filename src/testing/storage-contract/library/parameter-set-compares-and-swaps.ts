import type { ParameterSet } from '../../../storage.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { comparesAndSwaps } from '../fixtures/compare-and-swap.js';

export function parameterSet(id: string, overrides: Partial<ParameterSet> = {}): ParameterSet {
  const values = { domain: 'fintech', output_format: 'md', urgency: 'crisis' } as const;
  return { id, name: 'Incident', ownerId: 'ada', shared: false, values, ...overrides };
}

export const parameterSetComparesAndSwaps = comparesAndSwaps<ParameterSet>(
  'a parameter set',
  ({ storage: { library }, scope }) => ({
    load: () => library.getParameterSet(scope, "it's"),
    save: (set, expected) => library.saveParameterSet(scope, set, expected),
  }),
  (index) => {
    const text = unusualText[index] ?? 'plain';
    const owned = { ownerId: index % 3 === 0 ? null : text, shared: index % 2 === 0 };
    return parameterSet("it's", { name: `${index} ${text}`, ...owned, ...(index % 2 === 0 ? {} : { values: {} }) });
  },
);
