import type { Detection } from '../detection.js';
import type { DetectionView } from '../unicode/detection-view.js';
import { detectionViews } from '../unicode/detection-views.js';
import type { Evidence } from './evidence.js';
import { gatherEvidence } from './gather-evidence.js';
import type { InjectionCode } from './injection-code.js';
import { weighEvidence } from './weigh-evidence.js';

/** What {@link detectInjection} answers. */
export interface InjectionFinding {
  /** How sure it is that the text attacks the model, from 0 to 1: the confidence of the strongest detection. */
  readonly risk: number;
  /** One for each family of evidence that is worth telling, the strongest first. */
  readonly detections: readonly Detection<InjectionCode>[];
}

/** Below this a detection would say nothing to anybody: even the grey band begins here. */
const worthTelling = 0.25;
/** Nobody disguises an honest sentence, so that what was disguised is worth more. */
const disguised = 1.2;
/** Weaker evidence that only shows in a view that was decoded is taken for chance. */
const leastDisguised = 0.3;

/**
 * Looks for attempts to turn a model against those who run it, by rules alone. The families of
 * evidence corroborate one another: the strongest speaks with the risk of the whole, and the others
 * in proportion. Takes any text; the time is linear in its length.
 */
export function detectInjection(text: string): InjectionFinding {
  const { risk, families } = weighEvidence(detectionViews(text).flatMap((view, index) => evidenceIn(view, index > 0)));
  const strongest = Math.max(...families.map(({ weight }) => weight), 0);
  const detections = families
    .map(({ code, weight, strongest: { span } }) => ({ code, span, confidence: (risk * weight) / strongest }))
    .filter(({ confidence }) => confidence >= worthTelling)
    .sort((one, other) => other.confidence - one.confidence);
  return { risk: detections[0]?.confidence ?? 0, detections };
}

function evidenceIn(view: DetectionView, decoded: boolean): readonly Evidence[] {
  const evidence = gatherEvidence(view.text);
  const kept = decoded ? evidence.filter(({ weight }) => weight >= leastDisguised) : evidence;
  return kept.map((one) => ({
    ...one,
    weight: decoded ? Math.min(one.weight * disguised, 0.95) : one.weight,
    span: view.sourceSpan(one.span.start, one.span.end),
  }));
}
