import type { ReactNode } from 'react';

interface NoticeProps {
  readonly tone: 'trouble' | 'good' | 'plain';
  readonly title: string;
  readonly children?: ReactNode;
}

/** What somebody has to know, read out when it appears. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'trouble' ? 'alert' : 'status'}>
      <p className="notice-title">{title}</p>
      {children}
    </div>
  );
}
