import type { ReactNode } from 'react';
import { problemWords } from '../lib/problem-words';
import { Notice } from './notice';

interface ProblemNoticeProps {
  readonly error: unknown;
  readonly children?: ReactNode;
}

export function ProblemNotice({ error, children }: ProblemNoticeProps) {
  const { title, detail } = problemWords(error);
  return (
    <Notice tone="trouble" title={title}>
      <p>{detail}</p>
      {children}
    </Notice>
  );
}
