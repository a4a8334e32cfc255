import { inPoints } from '../lib/numbers';

interface CompositeProps {
  readonly before: number | null;
  readonly after: number;
  readonly gate: { readonly outcome: 'pass' | 'fail' | 'uncertain'; readonly threshold: number };
}

const words = { pass: 'Gate passed', fail: 'Gate not passed', uncertain: 'Too close to the gate to tell' } as const;

/** The one number, and whether it is enough. */
export function Composite({ before, after, gate }: CompositeProps) {
  return (
    <div className="composite">
      <p className="composite-number">
        {before !== null && (
          <>
            <span className="composite-before">
              <span className="sr-only">Composite score before: </span>
              {inPoints(before)}
            </span>
            <span className="composite-arrow" aria-hidden="true" />
          </>
        )}
        <span data-composite={after}>
          <span className="sr-only">{before === null ? 'Composite score: ' : ', after: '}</span>
          {inPoints(after)}
        </span>
      </p>
      <p className={`gate gate-${gate.outcome}`}>
        {words[gate.outcome]} <span className="quiet">{inPoints(gate.threshold)} points are asked for</span>
      </p>
    </div>
  );
}
