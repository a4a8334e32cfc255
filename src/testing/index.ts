/** `promptforge/testing`: what a host or an adapter author tests with. Never part of a production bundle. */
export type { CriterionName } from '../judging.js';
export {
  type ScriptedComparison,
  type ScriptedCriterion,
  type ScriptedGrade,
  type ScriptedJudgement,
  type ScriptedRating,
  type ScriptedRewrite,
  scriptedComparison,
  scriptedGrade,
  scriptedJudgement,
  scriptedRewrite,
} from './scripted-answers.js';
export { type ScriptedMaterial, scriptedMaterial } from './scripted-material.js';
export {
  type ModelScript,
  type ScriptedModel,
  type ScriptedModelOptions,
  type ScriptedReply,
  scriptedAnswer,
  scriptedFailure,
  scriptedModel,
} from './scripted-model.js';
export { type ScriptedRunOptions, type ScriptedVersion, scriptedRun } from './scripted-run.js';
export { type StorageContractHost, storageContract } from './storage-contract/index.js';
