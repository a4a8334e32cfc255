import { featureTitle } from '../lib/feature-words';
import { counted } from '../lib/numbers';
import { limitWords, type Plan, priceWords } from '../lib/quota-words';

interface PlanCardProps {
  readonly plan: Plan;
  /** In the order of the catalogue, so that cards can be compared line by line. */
  readonly features: readonly string[];
  readonly isCurrent: boolean;
  readonly isBusy: boolean;
  readonly onChoose: () => void;
}

export function PlanCard({ plan, features, isCurrent, isBusy, onChoose }: PlanCardProps) {
  const { id, title, limits, seats, retentionDays } = plan;
  return (
    <li className={isCurrent ? 'card plan plan-current' : 'card plan'} data-plan={id}>
      <header>
        <h2>{title}</h2>
        {isCurrent && <span className="badge">Your plan</span>}
      </header>
      {plan.price !== null && <p className="quiet">{priceWords(plan.price)}</p>}
      <ul className="plan-limits number">
        {limits.map((limit) => (
          <li key={`${limit.subject}-${limit.meter}-${limit.period}`}>{limitWords(limit)}</li>
        ))}
        <li>{seats === null ? 'Any number of seats' : counted(seats, 'seat')}</li>
        <li>{retentionDays === null ? 'Runs are kept' : `Runs are kept for ${counted(retentionDays, 'day')}`}</li>
      </ul>
      <ul className="plan-features">
        {features.map((feature) => (
          <li key={feature} className={plan.features[feature] === true ? 'has' : 'has-not'}>
            <span className="sr-only">{plan.features[feature] === true ? 'Includes: ' : 'Does not include: '}</span>
            {featureTitle(feature)}
          </li>
        ))}
      </ul>
      <button
        type="button"
        className={isCurrent ? 'button button-quiet' : 'button'}
        disabled={isCurrent || isBusy}
        onClick={onChoose}
      >
        {isCurrent ? 'You are here' : `Change to ${title}`}
      </button>
    </li>
  );
}
