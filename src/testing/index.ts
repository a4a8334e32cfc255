/** `promptforge/testing`: what a host or an adapter author tests with. Never part of a production bundle. */
export {
  type ModelScript,
  type ScriptedModel,
  type ScriptedModelOptions,
  type ScriptedReply,
  scriptedAnswer,
  scriptedFailure,
  scriptedModel,
} from './scripted-model.js';
export { type StorageContractHost, storageContract } from './storage-contract/index.js';
