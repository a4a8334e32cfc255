/**
 * The model that is asked where a host names none in the environment or on the command line: OpenAI's
 * own recommendation in place of the GPT-4o and GPT-4.1 families, which end on 14 January 2027. Options
 * in code have no default: models end, and a host should read in its own code which one it pays for.
 *
 * @see https://developers.openai.com/api/docs/deprecations
 */
export const recommendedOpenaiModel = 'gpt-6-luna';
