import type { ActionThresholds, PolicyCategory, PolicyPreset } from './policy-options.js';

/** From this confidence on a finding is taken to be what it looks like. */
export const likely = 0.5;
/** From this one on it is hardly anything else. */
const certain = 0.9;
/** A host that lists something is not in doubt. */
const listed = 1;

/**
 * What each preset does by category. Markup is text until somebody renders it, and those who ask for
 * code or for help with a web page write it: so `balanced` leaves it to escaping, as it leaves dangerous
 * protocols. Personal data is the user's own to give, unless the host decides otherwise.
 */
export const presetThresholds: Readonly<Record<PolicyPreset, Readonly<Record<PolicyCategory, ActionThresholds>>>> = {
  observe: {
    injection: {},
    content: {},
    markup: {},
    url: {},
    secret: {},
    personal_data: {},
    encoding: {},
    quality: {},
  },
  balanced: {
    injection: { flag: likely },
    content: { flag: likely },
    markup: {},
    url: { block: listed },
    secret: { redact: likely },
    personal_data: {},
    encoding: { flag: certain },
    quality: {},
  },
  strict: {
    injection: { flag: 0.25, block: certain },
    content: { block: likely },
    markup: { flag: likely, block: certain },
    url: { flag: likely, block: certain },
    secret: { redact: likely },
    personal_data: { redact: likely },
    encoding: { flag: likely },
    quality: { flag: likely },
  },
};
