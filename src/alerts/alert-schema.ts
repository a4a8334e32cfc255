import { z } from 'zod';
import { alertFigures } from '../domain/alert.js';
import { isIdentifier } from '../domain/is-identifier.js';
import type { AlertsOptions } from './alert-options.js';

const minuteMs = 60_000;
const dayMinutes = 1_440;
const figure = z.number().min(0);

const ruleSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/, 'must be a-z, 0-9, _ and -, starting with a letter'),
    figure: z.enum(alertFigures),
    orgId: z.string().refine(isIdentifier, 'must be the id of an organization').optional(),
    windowMinutes: z.int().min(5).max(dayMinutes),
    above: figure.optional(),
    clearBelow: figure.optional(),
    below: figure.optional(),
    clearAbove: figure.optional(),
    minimumRuns: z.int().min(0).optional(),
    forMinutes: z.int().min(0).max(dayMinutes).default(0),
  })
  .transform(({ above, clearBelow, below, clearAbove, orgId = null, forMinutes, minimumRuns, ...rule }, context) => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    const isAbove = above !== undefined;
    const threshold = above ?? below;
    if (threshold === undefined || (isAbove && below !== undefined)) return refuse('takes one of above and below');
    if (isAbove && clearAbove !== undefined) return refuse('clearAbove goes with below; above takes clearBelow');
    if (!isAbove && clearBelow !== undefined) return refuse('clearBelow goes with above; below takes clearAbove');
    const clear = clearBelow ?? clearAbove ?? threshold;
    if (isAbove && clear > threshold) return refuse('clearBelow must be at most above');
    if (!isAbove && clear < threshold) return refuse('clearAbove must be at least below');
    const isShare = rule.figure === 'error_rate' || rule.figure === 'gate_pass_rate';
    if (isShare && Math.max(threshold, clear) > 1) return refuse('thresholds of a share are 0 to 1');
    return {
      ...rule,
      orgId,
      direction: isAbove ? ('above' as const) : ('below' as const),
      threshold,
      clear,
      forMs: forMinutes * minuteMs,
      // A single run can spend too much, and a sum of none is known.
      minimumRuns: minimumRuns ?? (rule.figure === 'spend' ? 0 : 20),
    };
  });

/** A rule after it was checked: complete. */
export type AlertRuleSettings = Readonly<z.output<typeof ruleSchema>>;

const webhookSchema = z.strictObject({
  url: z.string().refine(isSafeUrl, 'must be an https address without a password in it, or http to localhost'),
  secret: z.string().refine(isSecret, 'must be whsec_ and 24 to 64 bytes as base64'),
});

/** Options of alerts after they were checked: complete. */
export const alertsSchema = z
  .strictObject({
    rules: z
      .array(ruleSchema)
      .min(1)
      .max(50)
      .refine((rules) => new Set(rules.map(({ name }) => name)).size === rules.length, 'two rules have the same name'),
    notify: z
      .custom<NonNullable<AlertsOptions['notify']>>((value) => typeof value === 'function', 'must be a function')
      .optional(),
    webhook: webhookSchema.optional(),
  })
  .refine(
    ({ notify, webhook }) => notify !== undefined || webhook !== undefined,
    'needs somebody to tell: notify, webhook, or both',
  );

export type AlertSettings = Readonly<z.output<typeof alertsSchema>>;

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

function isSecret(text: string): boolean {
  const [, key] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(key ?? '', 'base64').length;
  return bytes >= 24 && bytes <= 64;
}
