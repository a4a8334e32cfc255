import { injectionMeanings } from '../injection/injection-meanings.js';
import type { IssueMeaning } from '../issue-meaning.js';
import { markupMeanings } from '../markup/markup-meanings.js';
import { urlMeanings } from '../markup/url-meanings.js';
import { personalDataMeanings } from '../personal-data/personal-data-meanings.js';
import { secretMeanings } from '../personal-data/secret-meanings.js';
import { qualityMeanings } from '../quality/quality-meanings.js';
import { hiddenTextMeanings } from '../unicode/hidden-text-meanings.js';

/** What every code of a detector means. Codes are stable: one is renamed or removed only in a major version. */
export const issueMeanings: Readonly<Record<string, IssueMeaning>> = Object.freeze({
  ...injectionMeanings,
  ...markupMeanings,
  ...urlMeanings,
  ...secretMeanings,
  ...personalDataMeanings,
  ...hiddenTextMeanings,
  ...qualityMeanings,
});
