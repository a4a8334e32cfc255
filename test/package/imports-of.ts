import ts from 'typescript';

/** Everything a module imports, re-exports or loads: types and dynamic imports included. */
export function importsOf(source: string): readonly string[] {
  return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName);
}
