import type { components } from 'promptforge/client';
import { inPoints } from '../lib/numbers';
import { Bar } from './bar';

type Score = components['schemas']['Score'];

const dimensions = [
  ['clarity', 'Clarity', 'Can a reader tell what is wanted?'],
  ['execution', 'Execution', 'Could somebody carry it out as it stands?'],
  ['ambiguity', 'Ambiguity', 'How many readings does it allow? Lower is better.'],
  ['business_fit', 'Business fit', 'Does it serve the setting?'],
] as const;

interface ScoresProps {
  readonly before: Score;
  readonly after: Score | null;
}

/** The four scores, before and after, as lengths and as numbers. */
export function Scores({ before, after }: ScoresProps) {
  return (
    <table className="scores">
      <caption className="sr-only">Scores, from 0 to 100</caption>
      <thead>
        <tr>
          <th scope="col">Score</th>
          <th scope="col">{after === null ? 'As it stands' : 'Before'}</th>
          {after !== null && <th scope="col">After</th>}
        </tr>
      </thead>
      <tbody>
        {dimensions.map(([name, title, about]) => (
          <tr key={name}>
            <th scope="row">
              {title}
              <span className="hint">{about}</span>
            </th>
            <td>
              <span className="number">{inPoints(before[name])}</span>
              <Bar share={before[name] / 100} tone={after === null ? 'accent' : 'quiet'} />
            </td>
            {after !== null && (
              <td>
                <span className="number">{inPoints(after[name])}</span>
                <Bar share={after[name] / 100} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
