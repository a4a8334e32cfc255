/** `promptforge/classifiers`: models to ask about a prompt where the rules are in doubt. */
export { type OpenaiModerationOptions, openaiModeration } from './model/openai-moderation.js';
export {
  type Classified,
  type ClassifyFailure,
  type ClassifyRequest,
  type ClassifyResult,
  classifierContractVersion,
  type PromptClassifier,
} from './ports/prompt-classifier.js';
export { type ModelClassifierOptions, modelClassifier } from './safety/classifier/model-classifier.js';
