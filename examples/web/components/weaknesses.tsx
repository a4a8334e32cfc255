import type { components } from 'promptforge/client';

const dimensions = {
  clarity: 'Clarity',
  execution: 'Execution',
  ambiguity: 'Ambiguity',
  business_fit: 'Business fit',
} as const;

interface WeaknessesProps {
  readonly weaknesses: readonly components['schemas']['Weakness'][];
}

/** What costs points, the most expensive first. */
export function Weaknesses({ weaknesses }: WeaknessesProps) {
  if (weaknesses.length === 0) return <p className="lead">Nothing was found that costs points.</p>;
  return (
    <div className="changes">
      <h3>What costs points</h3>
      <ul>
        {weaknesses.map(({ dimension, note, quote }) => (
          <li key={`${dimension}:${note}:${quote}`}>
            <strong>{dimensions[dimension]}.</strong> {note}
            {quote !== '' && <q>{quote}</q>}
          </li>
        ))}
      </ul>
    </div>
  );
}
