import { PromptForgeError } from './errors/promptforge-error.js';
import type { ReportError } from './pipeline/report-error.js';
import { withheldError } from './withheld-error.js';

/** What is needed of an event on its way to Sentry. */
export interface SentryEvent {
  exception?: { values?: { stacktrace?: { frames?: { vars?: unknown }[] } }[] };
  contexts?: Record<string, unknown>;
  user?: object;
  request?: unknown;
  breadcrumbs?: unknown;
  extra?: unknown;
  message?: unknown;
  logentry?: unknown;
}

export interface SentryHint {
  attachments?: unknown[];
}

export interface SentryScope {
  setTags(tags: Readonly<Record<string, string>>): unknown;
  addEventProcessor(process: <E extends SentryEvent>(event: E, hint: SentryHint) => E): unknown;
}

/** `@sentry/node`, or another of Sentry's packages. */
export interface SentryModule {
  withScope(use: (scope: SentryScope) => void): unknown;
  captureException(error: unknown): unknown;
}

/** Facts about machine and process, which Sentry gathers itself. */
const keptContexts: readonly string[] = ['trace', 'app', 'os', 'device', 'runtime', 'culture', 'cloud_resource'];

/**
 * For the option `onError`: sends errors to Sentry with the tags `promptforge.code`, `promptforge.during` and
 * `promptforge.run_id`, and with nothing that a user wrote. Requests, breadcrumbs, extras, attachments and local
 * variables are left out whatever your settings say, and so are the messages of errors that are not ours: of
 * these type and stack are told.
 */
export function sentryReporter(sentry: SentryModule): ReportError {
  return (error, { during, runId }) => {
    const { code, details } = PromptForgeError.is(error) ? error : { code: 'foreign', details: {} };
    const run = runId ?? ('runId' in details && typeof details.runId === 'string' ? details.runId : null);
    sentry.withScope((scope) => {
      scope.setTags({
        'promptforge.code': code,
        'promptforge.during': during,
        ...(run === null ? {} : { 'promptforge.run_id': run }),
      });
      scope.addEventProcessor((event, hint) => {
        removeContent(event, hint);
        return event;
      });
      sentry.captureException(withheldError(error));
    });
  };
}

function removeContent(event: SentryEvent, hint: SentryHint): void {
  hint.attachments = [];
  for (const name of ['request', 'breadcrumbs', 'extra', 'message', 'logentry'] as const) delete event[name];
  for (const { stacktrace } of event.exception?.values ?? []) {
    for (const frame of stacktrace?.frames ?? []) delete frame.vars;
  }
  const { contexts = {}, user } = event;
  for (const name of Object.keys(contexts)) if (!keptContexts.includes(name)) delete contexts[name];
  for (const name of Object.keys(user ?? {})) if (name !== 'id') Reflect.deleteProperty(user ?? {}, name);
}
