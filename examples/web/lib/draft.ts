import { recall, remember } from './browser-memory';
import { emptyDraft, type SevenDDraft } from './seven-d';

/** What somebody is writing, kept in this tab, so that a look at the plans costs nobody a prompt. */
export interface Draft {
  readonly prompt: string;
  readonly sevenD: SevenDDraft;
}

const key = 'draft';
export const blankDraft: Draft = { prompt: '', sevenD: emptyDraft };

export function keptDraft(): Draft {
  try {
    const kept = JSON.parse(recall('tab', key) ?? 'null') as Partial<Draft> | null;
    return { prompt: kept?.prompt ?? '', sevenD: { ...emptyDraft, ...kept?.sevenD } };
  } catch {
    return blankDraft;
  }
}

export function keepDraft(draft: Draft): void {
  remember('tab', key, JSON.stringify(draft));
}

export function forgetDraft(): void {
  remember('tab', key, null);
}
