import { join } from 'node:path';
import { foldersAbove } from './folders-above.js';
import type { Manifest } from './read-manifest.js';
import { textOf } from './text-of.js';

/** Of a package. What package.json asks for may say less: `latest`, or `^15.0.0`. */
export interface Version {
  readonly major: number;
  /** Null when nothing tells it before the package is installed. */
  readonly minor: number | null;
}

/** The version that is installed, or else the one that package.json asks for; null when neither tells. */
export function versionOf(
  name: string,
  folder: string,
  { dependencies }: Pick<Manifest, 'dependencies'>,
): Version | null {
  for (const place of foldersAbove(folder)) {
    const numbers = /"version"\s*:\s*"(\d+)\.(\d+)/.exec(
      textOf(join(place, 'node_modules', name, 'package.json')) ?? '',
    );
    if (numbers !== null) return { major: Number(numbers[1]), minor: Number(numbers[2]) };
  }
  const asked = /(\d+)(?:\.(\d+))?/.exec(dependencies[name] ?? '');
  if (asked === null) return null;
  // A range takes later ones, too.
  const isExact = /^\d+\.\d+\.\d+/.test(dependencies[name] ?? '');
  return { major: Number(asked[1]), minor: isExact ? Number(asked[2]) : null };
}
