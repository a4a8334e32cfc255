interface FieldProblemProps {
  readonly id: string;
  readonly problem: string | null | undefined;
}

export function FieldProblem({ id, problem }: FieldProblemProps) {
  if (problem === null || problem === undefined) return null;
  return (
    <p className="field-problem" id={id} role="alert">
      {problem}
    </p>
  );
}
