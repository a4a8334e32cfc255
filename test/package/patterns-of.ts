import ts from 'typescript';

/** A regular expression as it stands in a source file. */
export interface WrittenPattern {
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

export interface PatternsOfSource {
  readonly literals: readonly WrittenPattern[];
  /** Lines on which a regular expression is put together while a function runs: nobody can check it beforehand. */
  readonly late: readonly number[];
}

export function patternsOf(source: string): PatternsOfSource {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const literals: WrittenPattern[] = [];
  const late: number[] = [];
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({ line: lineOf(node), source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    if (makesPattern(node) && ts.findAncestor(node, ts.isFunctionLike) !== undefined) late.push(lineOf(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { literals, late };
}

function makesPattern(node: ts.Node): boolean {
  return (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp';
}
