import type { ModuleDefinition } from '../../../domain/library/module-recipe.js';
import { firstHourPlan } from './crisis/first-hour-plan.js';
import { incidentStatement } from './crisis/incident-statement.js';
import { stakeholderQuestions } from './crisis/stakeholder-questions.js';
import { experimentReadout } from './data/experiment-readout.js';
import { metricDefinition } from './data/metric-definition.js';
import { sqlReview } from './data/sql-review.js';
import { assignmentRubric } from './education/assignment-rubric.js';
import { lessonPlan } from './education/lesson-plan.js';
import { quizWithDistractors } from './education/quiz-with-distractors.js';
import { architectureDecisionRecord } from './engineering/architecture-decision-record.js';
import { pullRequestReview } from './engineering/pull-request-review.js';
import { schemaMigration } from './engineering/schema-migration.js';
import { contractClauseReview } from './legal/contract-clause-review.js';
import { plainLanguageTerms } from './legal/plain-language-terms.js';
import { privacyNoticeGaps } from './legal/privacy-notice-gaps.js';
import { contentBrief } from './marketing/content-brief.js';
import { launchPlan } from './marketing/launch-plan.js';
import { positioningFromInterviews } from './marketing/positioning-from-interviews.js';
import { postIncidentReview } from './operations/post-incident-review.js';
import { standardOperatingProcedure } from './operations/standard-operating-procedure.js';
import { vendorComparison } from './operations/vendor-comparison.js';
import { discoveryCallBrief } from './sales/discovery-call-brief.js';
import { objectionResponses } from './sales/objection-responses.js';
import { renewalRiskReview } from './sales/renewal-risk-review.js';
import { escalationHandover } from './support/escalation-handover.js';
import { replyToUpsetCustomer } from './support/reply-to-upset-customer.js';
import { troubleshootingTree } from './support/troubleshooting-tree.js';

/** The modules that every PromptForge offers, unless the option `starterModules` is false; by category and id. */
export const starterModules: readonly ModuleDefinition[] = [
  postIncidentReview,
  standardOperatingProcedure,
  vendorComparison,
  contentBrief,
  launchPlan,
  positioningFromInterviews,
  discoveryCallBrief,
  objectionResponses,
  renewalRiskReview,
  architectureDecisionRecord,
  pullRequestReview,
  schemaMigration,
  experimentReadout,
  metricDefinition,
  sqlReview,
  escalationHandover,
  replyToUpsetCustomer,
  troubleshootingTree,
  assignmentRubric,
  lessonPlan,
  quizWithDistractors,
  contractClauseReview,
  plainLanguageTerms,
  privacyNoticeGaps,
  firstHourPlan,
  incidentStatement,
  stakeholderQuestions,
];
