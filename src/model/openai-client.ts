import OpenAI, { AzureOpenAI } from 'openai';
import type { OpenaiSettings } from './openai-options.js';

/**
 * The vendor's client with everything switched off that PromptForge does itself or must not
 * happen behind its back: retries, timeouts, settings from the environment, and logging, which
 * prints request bodies and unreadable answers.
 */
export function openaiClient(settings: OpenaiSettings): OpenAI {
  const { apiKey, azure } = settings;
  const options = {
    // The client demands some key. One that is asked for goes with its request; without any the header is left out below.
    apiKey: typeof apiKey === 'string' ? apiKey : 'none',
    adminAPIKey: null,
    baseURL: settings.baseUrl,
    organization: settings.organization,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    // Its timeout ends when the headers arrive. Ours watch the whole stream: this one stays out of the way.
    timeout: 2_147_483_647,
    logLevel: 'off' as const,
    ...(apiKey === null ? { defaultHeaders: { Authorization: null } } : {}),
    ...(settings.fetch === null ? {} : { fetch: settings.fetch }),
  };
  if (azure === null) return new OpenAI(options);
  return new AzureOpenAI({ ...options, apiVersion: azure.apiVersion, deployment: azure.deployment ?? settings.model });
}
