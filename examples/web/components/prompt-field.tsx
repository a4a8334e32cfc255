import { useId } from 'react';
import { inWhole } from '../lib/numbers';
import { FieldProblem } from './field-problem';

const most = 10_000;

interface PromptFieldProps {
  readonly value: string;
  readonly problem: string | null | undefined;
  readonly onText: (text: string) => void;
}

/** The prompt, with its characters counted as the server counts them. */
export function PromptField({ value, problem, onText }: PromptFieldProps) {
  const id = useId();
  const length = [...value.trim()].length;
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>Prompt</label>
        <span className={length > most ? 'number count count-over' : 'number count'} id={`${id}-count`}>
          {inWhole(length)} / {inWhole(most)}
        </span>
      </div>
      <textarea
        id={id}
        rows={9}
        value={value}
        placeholder="Write a welcome e-mail for {name}, who signed up for our invoicing tool."
        aria-required="true"
        aria-invalid={problem !== null && problem !== undefined}
        aria-describedby={`${id}-count ${id}-problem`}
        onChange={(event) => onText(event.target.value)}
      />
      <FieldProblem id={`${id}-problem`} problem={problem} />
    </div>
  );
}
