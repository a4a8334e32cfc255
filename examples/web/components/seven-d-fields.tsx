import type { FieldProblems } from '../lib/field-problems';
import { optional, type Parameter, required, type SevenDDraft, titles, values } from '../lib/seven-d';
import { SelectField } from './select-field';

interface SevenDFieldsProps {
  readonly draft: SevenDDraft;
  readonly problems: FieldProblems;
  readonly onDraft: (draft: SevenDDraft) => void;
}

/** The seven parameters: two are asked for, the others follow the domain unless they are set. */
export function SevenDFields({ draft, problems, onDraft }: SevenDFieldsProps) {
  const field = (name: Parameter, none: string, isRequired: boolean) => (
    <SelectField<string>
      key={name}
      label={titles[name]}
      value={draft[name]}
      choices={values[name]}
      none={none}
      required={isRequired}
      problem={problems[name]}
      onValue={(value) => onDraft({ ...draft, [name]: value })}
    />
  );
  const set = optional.filter((name) => draft[name] !== '').length;
  return (
    <>
      <div className="pair">{required.map((name) => field(name, 'Choose one', true))}</div>
      <details className="more" open={optional.some((name) => problems[name] !== undefined) || undefined}>
        <summary>
          More about the setting <span className="quiet">{set === 0 ? 'follows the domain' : `${set} of 5 set`}</span>
        </summary>
        <div className="pair">{optional.map((name) => field(name, 'As usual in the domain', false))}</div>
      </details>
    </>
  );
}
