/** `promptforge/scoring`: how far the scores of a judge can be trusted. */
export {
  type CalibrateRequest,
  type Calibration,
  type CalibrationPlan,
  calibrate,
  planCalibration,
} from './facets/calibrate.js';
export {
  type Agreement,
  type AgreementScale,
  agreementOf,
  agreementScales,
  type Measured,
  type ScaleAgreement,
  type TierAgreement,
} from './score/calibration/agreement.js';
export type { Interval } from './score/calibration/bootstrap-interval.js';
export {
  type CalibrationPrompt,
  type CalibrationTier,
  type CriterionRatings,
  calibrationTiers,
  targetOf,
  tierOf,
} from './score/calibration/calibration-prompt.js';
export { calibrationSet } from './score/calibration/calibration-set.js';
export type {
  CalibrationProgress,
  CalibrationReport,
  CalibrationStop,
  ScorePrompt,
} from './score/calibration/measure-agreement.js';
export type { CriterionName } from './score/rubric.js';
