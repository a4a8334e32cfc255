interface BarProps {
  /** From 0 to 1. */
  readonly share: number;
  readonly tone?: 'accent' | 'quiet' | 'trouble';
}

/** A length beside a number that says the same, so that it is no news to screen readers. */
export function Bar({ share, tone = 'accent' }: BarProps) {
  const width = Math.min(1, Math.max(0, share)) * 100;
  return (
    <svg className={`bar bar-${tone}`} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bar-track" width="100" height="6" />
      <rect className="bar-value" width={width} height="6" />
    </svg>
  );
}
