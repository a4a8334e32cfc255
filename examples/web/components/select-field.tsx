import { useId } from 'react';
import { FieldProblem } from './field-problem';

interface SelectFieldProps<V extends string> {
  readonly label: string;
  readonly value: V | '';
  /** Titles by value. */
  readonly choices: Readonly<Record<V, string>>;
  /** What stands there while nothing is chosen; without one, something always is. */
  readonly none?: string;
  readonly required?: boolean;
  readonly problem?: string | null | undefined;
  readonly onValue: (value: V | '') => void;
}

/** One of a list. */
export function SelectField<V extends string>(props: SelectFieldProps<V>) {
  const { label, value, choices, none, required = false, problem = null, onValue } = props;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-required={required}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        // What can be chosen are the values of the list.
        onChange={(event) => onValue(event.target.value as V | '')}
      >
        {none !== undefined && <option value="">{none}</option>}
        {Object.entries<string>(choices).map(([choice, title]) => (
          <option key={choice} value={choice}>
            {title}
          </option>
        ))}
      </select>
      <FieldProblem id={`${id}-problem`} problem={problem} />
    </div>
  );
}
