import type { DetectionView, DetectionViewKind } from './detection-view.js';
import { foldCharacters } from './fold-characters.js';
import { type MappedText, sourceSpan, unmapped } from './mapped-text.js';

/**
 * The texts a detector should read instead of the input. The first is the input as it looks, and is
 * always there. Others follow only where something is encoded or turned around.
 */
export function detectionViews(text: string): readonly DetectionView[] {
  return [viewOf('folded', foldCharacters(unmapped(text)))];
}

function viewOf(kind: DetectionViewKind, mapped: MappedText): DetectionView {
  return { kind, text: mapped.text, sourceSpan: (start, end) => sourceSpan(mapped, start, end) };
}
