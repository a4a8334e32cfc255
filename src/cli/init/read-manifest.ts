import { join } from 'node:path';
import { wrongInit } from './init-arguments.js';
import { textOf } from './text-of.js';

/** What is used of a package.json. */
export interface Manifest {
  /** Names of packages, and the versions asked for. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly isModule: boolean;
  /** The file that the package starts with; null when it names none. */
  readonly main: string | null;
}

/** @throws PromptForgeError `request_invalid` when the folder holds no application, or its package.json is no JSON. */
export function readManifest(folder: string): Manifest {
  const text = textOf(join(folder, 'package.json'));
  if (text === null) {
    throw wrongInit('This folder has no package.json. Go to the folder of your application, and start it there.');
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw wrongInit('The package.json of this folder cannot be read. Mend it first.');
  }
  const { type, main, dependencies, devDependencies } = fieldsOf(content);
  return {
    dependencies: { ...textsOf(devDependencies), ...textsOf(dependencies) },
    isModule: type === 'module',
    main: typeof main === 'string' ? main : null,
  };
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
