import { answerRejection } from './answered.js';
import { languageRejection } from './language.js';
import { loadLanguageDetector } from './language-detector.js';

/** The guards that take vocabulary: too much of it to be loaded by everybody. */
export interface TextReaders {
  readonly languageRejection: (original: string, candidate: string) => 'language_changed' | null;
  readonly answerRejection: (original: string, candidate: string) => 'answered' | null;
}

export async function loadReaders(): Promise<TextReaders> {
  const detect = await loadLanguageDetector();
  return {
    languageRejection: (original, candidate) => languageRejection(original, candidate, detect),
    answerRejection,
  };
}
