import { detectInjection } from '../injection/detect-injection.js';
import { injectionMeanings } from '../injection/injection-meanings.js';
import { detectMarkup } from '../markup/detect-markup.js';
import { detectUrls } from '../markup/detect-urls.js';
import { markupMeanings } from '../markup/markup-meanings.js';
import { urlMeanings } from '../markup/url-meanings.js';
import { detectPersonalData } from '../personal-data/detect-personal-data.js';
import { detectSecrets } from '../personal-data/detect-secrets.js';
import { personalDataMeanings } from '../personal-data/personal-data-meanings.js';
import { readingOf } from '../personal-data/reading.js';
import { secretMeanings } from '../personal-data/secret-meanings.js';
import type { PromptPolicy } from '../policy/prompt-policy.js';
import type { TextAt } from '../structure/texts-in.js';
import { detectHiddenText } from '../unicode/detect-hidden-text.js';
import { hiddenTextMeanings } from '../unicode/hidden-text-meanings.js';
import { decide } from './decide.js';
import { detectByRules } from './detect-by-rules.js';
import { foundBy } from './found-issue.js';
import type { PromptIssue } from './prompt-verdict.js';

export interface Inspection {
  readonly issues: readonly PromptIssue[];
  readonly risk: number;
}

/** Everything the detectors notice in one text, in the order in which it stands there, and what becomes of it. */
export function inspectText({ path, text }: TextAt, policy: PromptPolicy): Inspection {
  const { risk, detections } = detectInjection(text);
  const { region, urls } = policy;
  const reading = readingOf(text);
  const found = [
    ...detections.map(foundBy(injectionMeanings, path)),
    ...detectHiddenText(text).map(foundBy(hiddenTextMeanings, path)),
    ...detectMarkup(text).map(foundBy(markupMeanings, path)),
    ...detectUrls(text, urls).map(foundBy(urlMeanings, path)),
    ...detectSecrets(text, reading).map(foundBy(secretMeanings, path)),
    ...detectPersonalData(text, { region }, reading).map(foundBy(personalDataMeanings, path)),
    ...detectByRules(text, policy.rules, path),
  ];
  const issues = found
    .map((issue) => decide(issue, policy))
    .sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  return { issues, risk };
}
