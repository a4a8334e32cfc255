import { z } from 'zod';
import { alertFigures, type RunFigure } from '../domain/figures/alert.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import type { AlertsOptions } from './alert-options.js';

const minuteMs = 60_000;
const dayMinutes = 1_440;
const figure = z.number().min(0);

const quotaFigure = 'quota_nearly_used';
const limitNames = /^(user|org)-(calls|tokens|cost)-(hour|day|month)$/;

interface RuleSettings {
  readonly name: string;
  readonly orgId: string | null;
  readonly direction: 'above' | 'below';
  readonly threshold: number;
  readonly clear: number;
  readonly forMs: number;
  readonly minimumRuns: number;
}

/** A rule about runs after it was checked: complete. */
export interface RunRuleSettings extends RuleSettings {
  readonly figure: RunFigure;
  readonly windowMinutes: number;
}

/** A rule about limits after it was checked: complete. */
export interface QuotaRuleSettings extends RuleSettings {
  readonly figure: typeof quotaFigure;
  readonly windowMinutes: null;
  /** Null for all. */
  readonly limit: string | null;
}

export type AlertRuleSettings = RunRuleSettings | QuotaRuleSettings;

const ruleSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/, 'must be a-z, 0-9, _ and -, starting with a letter'),
    figure: z.enum(alertFigures),
    orgId: z.string().refine(isIdentifier, 'must be the id of an organization').optional(),
    windowMinutes: z.int().min(5).max(dayMinutes).optional(),
    above: figure.optional(),
    clearBelow: figure.optional(),
    below: figure.optional(),
    clearAbove: figure.optional(),
    minimumRuns: z.int().min(0).optional(),
    limit: z.string().regex(limitNames, 'must be the name of a limit, for instance user-calls-month').optional(),
    forMinutes: z.int().min(0).max(dayMinutes).default(0),
  })
  .transform((rule, context): AlertRuleSettings => {
    const { name, figure, orgId = null, above, clearBelow, below, clearAbove } = rule;
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
    const isShare = figure !== 'latency_p95' && figure !== 'spend';
    if (isShare && Math.max(threshold, clear) > 1) return refuse('thresholds of a share are 0 to 1');
    const direction = isAbove ? 'above' : 'below';
    const common = { name, orgId, direction, threshold, clear, forMs: rule.forMinutes * minuteMs } as const;
    const { windowMinutes, minimumRuns, limit } = rule;
    if (figure === quotaFigure) {
      if (!isAbove) return refuse(`${quotaFigure} takes above`);
      if (windowMinutes !== undefined || minimumRuns !== undefined) {
        return refuse(`${quotaFigure} is not of runs: it takes neither windowMinutes nor minimumRuns`);
      }
      return { ...common, figure, windowMinutes: null, limit: limit ?? null, minimumRuns: 0 };
    }
    if (limit !== undefined) return refuse(`limit goes with ${quotaFigure}`);
    if (windowMinutes === undefined) return refuse('needs windowMinutes, 5 to 1440');
    // A single run can spend too much, and a sum of none is known.
    return { ...common, figure, windowMinutes, minimumRuns: minimumRuns ?? (figure === 'spend' ? 0 : 20) };
  });

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
