/** How modules of the application are written. */
export interface Syntax {
  readonly language: 'ts' | 'js';
  /** `commonjs` is for JavaScript that Node runs as it is; compilers and bundlers take `esm`. */
  readonly modules: 'esm' | 'commonjs';
}

/** Lines that import names, one for each module, as an editor would sort them. */
export function importLines(
  names: readonly (readonly [name: string, from: string])[],
  { modules }: Pick<Syntax, 'modules'>,
): readonly string[] {
  const places = [...new Set(names.map(([, from]) => from))].sort(byPlace);
  return places.map((place) => {
    const list = names
      .filter(([, from]) => from === place)
      .map(([name]) => name)
      .sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1))
      .join(', ');
    return modules === 'esm' ? `import { ${list} } from '${place}';` : `const { ${list} } = require('${place}');`;
  });
}

/** What comes with Node stands first. */
function byPlace(one: string, other: string): number {
  const isNode = Number(other.startsWith('node:')) - Number(one.startsWith('node:'));
  return isNode !== 0 ? isNode : one < other ? -1 : 1;
}

/** Moves all lines but the first to the right; empty ones stay empty. */
export function hanging(text: string, spaces: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(spaces)}`);
}
