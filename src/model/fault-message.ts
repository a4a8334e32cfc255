import type { ModelFailureCode } from '../ports/model.js';

/** What PromptForge says about each failure, and how to mend it. */
export function faultMessage(
  code: ModelFailureCode,
  { host, model }: { readonly host: string; readonly model: string },
): string {
  switch (code) {
    case 'model_key_missing':
    case 'model_auth_failed':
      return `${host} rejected the API key. Check OPENAI_API_KEY, or the apiKey given to openaiModel, and that the key belongs to this server.`;
    case 'model_not_found':
      return `${host} does not offer the model "${model}" to this key. Check the model's name, the rights of the key, and that the base URL is complete (most servers end it in /v1).`;
    case 'model_request_rejected':
      return `${host} rejected the request for the model "${model}" as invalid. Check that the model supports this API and that the prompt fits its context window.`;
    case 'model_unreachable':
      return `No connection to ${host} could be made. Check the base URL, that the server runs, and that this machine may reach it.`;
    case 'model_timeout':
      return `${host} did not answer in time. Allow more time, shorten the prompt, or choose a faster model than "${model}".`;
    case 'model_rate_limited':
      return `${host} is limiting the rate of requests. Wait and try again, or ask the provider for a higher limit.`;
    case 'model_credit_exhausted':
      return `The account at ${host} has no credit left. Add credit or raise its spending limit.`;
    case 'model_unavailable':
      return `${host} failed to answer. Try again later.`;
    case 'model_circuit_open':
      return `${host} has failed several times in a row and is not asked for a while. Try again later, and see how it is doing.`;
    case 'overloaded':
      return `As many calls wait for the model "${model}" as may wait. Nothing was sent: call again in a moment, or raise maxConcurrency or maxQueue of openaiModel.`;
    case 'model_refused':
      return `The model "${model}" declined to work on this prompt. Rephrase the prompt.`;
    case 'model_output_invalid':
      return `The model "${model}" answered with something that is not of the form asked for. Try again, or choose a model with structured output.`;
    case 'model_output_truncated':
      return `The answer of the model "${model}" reached the output limit before it was complete. Raise the limit or shorten the prompt.`;
    case 'model_price_unknown':
      return `The price of the model "${model}" is not known. Pass prices to openaiModel.`;
    case 'run_canceled':
      return 'The call was aborted by the caller.';
  }
}
