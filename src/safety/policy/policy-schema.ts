import { z } from 'zod';
import type { StandardSchema } from '../../domain/json/standard-schema.js';
import { classifierContractVersion, type PromptClassifier } from '../../ports/prompt-classifier.js';
import { issueSeverities } from '../issue-meaning.js';
import { isKnownRegion } from '../personal-data/phone-plan.js';
import { promptActions } from '../verdict/prompt-verdict.js';
import { type PolicyCategory, policyPresets } from './policy-options.js';
import { promptLength } from './preset-policy.js';
import { presetThresholds } from './presets.js';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isClassifier(value: unknown): boolean {
  if (!isObject(value) || !('contract' in value) || value.contract !== classifierContractVersion) return false;
  const judges = 'judges' in value ? value.judges : null;
  return 'classify' in value && 'worstCase' in value && (judges === 'injection' || judges === 'content');
}

const confidence = z.number().gt(0).max(1);
const thresholds = z.strictObject({
  flag: confidence.exactOptional(),
  redact: confidence.exactOptional(),
  block: confidence.exactOptional(),
});
const actionWords =
  'must be allow, flag, redact or block, or thresholds above 0 up to 1 such as { flag: 0.5, block: 0.9 }';
const categories = Object.keys(presetThresholds.balanced) as [PolicyCategory, ...PolicyCategory[]];

const codePoints = z.int().min(promptLength.min).max(promptLength.max);
const sentence = z.string().min(1).max(500);

const rule = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'must be in snake_case'),
  pattern: z.union(
    [z.string().min(1).max(1_000), z.instanceof(RegExp)],
    'must be a string of 1 to 1,000 characters, or a RegExp',
  ),
  action: z.enum(promptActions).exclude(['allow']),
  message: sentence,
  fix: sentence.exactOptional(),
  severity: z.enum(issueSeverities).exactOptional(),
});

/** As a URL spells it: `https://b\u00fccher.example` has the host xn--bcher-kva.example. */
const host = z
  .string()
  .max(255)
  .regex(/^[^.]/, 'must not begin with a dot: hosts below it are meant anyway')
  .transform((name, context) => {
    const url = URL.canParse(`https://${name}/`) ? new URL(`https://${name}/`) : null;
    const isName =
      url !== null &&
      url.hostname !== '' &&
      url.port + url.username + url.password === '' &&
      url.pathname === '/' &&
      url.search === '';
    if (isName) return url.hostname;
    context.addIssue({ code: 'custom', message: 'must be the name of a host, such as example.com' });
    return z.NEVER;
  });
const hosts = z.array(host).max(1_000);

const secondStage = z.strictObject({
  classifier: z.custom<PromptClassifier>(
    isClassifier,
    `must be a classifier of contract ${classifierContractVersion}, such as openaiModeration() or modelClassifier() make`,
  ),
  from: z.number().min(0).max(1).default(0.25),
  to: confidence.default(0.5),
  deadlineMs: z.int().min(100).max(60_000).default(3_000),
  whenUnavailable: z.enum(['allow', 'block']),
});

export const policySchema = z.strictObject({
  preset: z.enum(policyPresets).default('balanced'),
  categories: z
    .partialRecord(z.enum(categories), z.union([z.enum(promptActions), thresholds], actionWords))
    .default({}),
  length: z
    .strictObject({ min: codePoints.default(promptLength.min), max: codePoints.default(promptLength.max) })
    .refine(({ min, max }) => min <= max, 'min must not be above max')
    .prefault({}),
  rules: z
    .array(rule)
    .max(100)
    .refine((rules) => new Set(rules.map(({ code }) => code)).size === rules.length, 'two rules have the same code')
    .default([]),
  urls: z
    .strictObject({
      allowedHosts: hosts.exactOptional(),
      privateHosts: z.boolean().default(true),
      blockedHosts: hosts.default([]),
      blockedProtocols: z
        .array(
          z
            .string()
            .regex(/^[a-z][a-z0-9+.-]{0,62}$/, 'must be a protocol in lower case without its colon, such as ftp'),
        )
        .max(100)
        .default([]),
    })
    .prefault({}),
  region: z
    .string()
    .refine(isKnownRegion, 'must be a region in two capital letters as ISO 3166-1 has it, such as US or GB')
    .default('US'),
  inputs: z
    .custom<StandardSchema>(
      (value) => (isObject(value) || typeof value === 'function') && '~standard' in value,
      'must be a Standard Schema, such as one of zod',
    )
    .nullable()
    .default(null),
  secondStage: secondStage
    .refine(({ from, to }) => from < to, 'from must be below to')
    .nullable()
    .default(null),
});
