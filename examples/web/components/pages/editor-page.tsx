'use client';

import type { PlanUsage } from '../../lib/quota-words';
import { Editor } from '../editor';
import { Frame } from '../frame';

export function EditorPage({ usage }: { readonly usage?: PlanUsage }) {
  return (
    <Frame path="/" usage={usage}>
      <h1>Make a prompt say what you mean</h1>
      <Editor />
    </Frame>
  );
}
