import type { ModuleDefinition } from '../../domain/library/module-recipe.js';
import { versionOrder } from '../../domain/text/semantic-version.js';
import { type ModuleProblem, pathOf } from './module-problem.js';

const notSemantic = 'must be a semantic version without build metadata, for instance 1.4.0 or 2.0.0-beta.1';

export function checkVersion({ version }: ModuleDefinition): readonly ModuleProblem[] {
  return versionOrder(version) === null ? [{ path: 'version', problem: 'version_invalid', message: notSemantic }] : [];
}

/** Versions and days of the changelog, newest first. */
export function checkChangelog({ version, changelog }: ModuleDefinition): readonly ModuleProblem[] {
  const entries = changelog.map((entry) => ({ ...entry, order: versionOrder(entry.version) }));
  const problems = entries.flatMap(({ order, date }, index): readonly ModuleProblem[] => {
    const path = pathOf(['changelog', index, 'version']);
    if (order === null) return [{ path, problem: 'version_invalid', message: notSemantic }];
    const before = entries[index - 1];
    if (before === undefined || before.order === null) return [];
    if (order >= before.order) {
      return [{ path, problem: 'changelog_order', message: 'must be earlier than the version of the entry above it' }];
    }
    const message = 'must not be later than the day of the entry above it';
    return date > before.date
      ? [{ path: pathOf(['changelog', index, 'date']), problem: 'changelog_order', message }]
      : [];
  });
  const [head] = changelog;
  if (head === undefined || head.version === version || versionOrder(head.version) === null) return problems;
  const message = 'must be the version of the module: say first what this version changes';
  return [{ path: 'changelog.0.version', problem: 'changelog_head', message }, ...problems];
}
