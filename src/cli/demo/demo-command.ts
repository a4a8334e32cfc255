import type { PromptForge, RunEvent, SevenDInput } from '../../index.js';
import { chosenModel, type Environment } from '../chosen-model.js';
import { examplePrompt } from '../example-prompt.js';
import { readPipedPrompt, readPromptFile } from '../read-prompt.js';
import { stepLine } from '../step-line.js';
import type { Terminal } from '../terminal.js';
import { type DemoArguments, demoHelp, parseDemoArguments } from './demo-arguments.js';
import { demoForge } from './demo-forge.js';
import { demoReport } from './demo-report.js';

const shownHistory = 5;

/** Takes one prompt the whole way and prints what happens. @returns the exit code. */
export async function demoCommand(words: readonly string[], signal: AbortSignal, terminal: Terminal): Promise<number> {
  const options = parseDemoArguments(words);
  if (options.help) {
    terminal.print(demoHelp);
    return 0;
  }
  const material = await materialFor(options, signal);
  const forge = demoForge(options, terminal.environment);
  try {
    await forge.setup();
    // What an earlier process left behind must not go on holding the quota.
    await forge.maintain();
    await run(forge, options, material, signal, terminal);
    return 0;
  } finally {
    await forge.close();
  }
}

async function run(
  forge: PromptForge,
  options: DemoArguments,
  material: { readonly prompt: string; readonly sevenD: SevenDInput },
  signal: AbortSignal,
  terminal: Terminal,
): Promise<void> {
  const { json, plan: planId, user } = options;
  const { accessToken: token, principal } = await forge.sessions.issue({ userId: user });
  if (planId !== null) await forge.plans.assign({ orgId: principal.orgId, planId });
  const { runs: history } = await forge.runs.list({ token, limit: shownHistory });
  const print = json ? () => {} : terminal.print;
  print(`Steps, ${setting(options, terminal.environment)}`);
  const onEvent = (event: RunEvent) => {
    if ('sequence' in event) print(stepLine(event));
  };
  const result = await forge.optimize({ token, ...material, signal, onEvent });
  const { plan } = await forge.plans.usage({ token });
  if (json) terminal.print(JSON.stringify({ result, plan, history }, null, 2));
  else print(demoReport({ result, plan, history }));
}

/** Who does the work, and where it is kept. */
function setting({ engine, dataDir }: DemoArguments, environment: Environment): string {
  const kept = dataDir === null ? 'nothing is kept' : `kept in ${dataDir}`;
  const model = chosenModel(engine, environment);
  if (model !== null) return `by the model ${model.model}; ${kept}`;
  return `by rules${engine === null ? ', since OPENAI_API_KEY is not set' : ''}; ${kept}`;
}

async function materialFor({ prompt, file, sevenD }: DemoArguments, signal: AbortSignal) {
  const own = file === null ? (prompt ?? (await readPipedPrompt(signal))) : await readPromptFile(file, signal);
  const base: SevenDInput = own === null ? examplePrompt.sevenD : { domain: 'generic', output_format: 'md' };
  // Values are checked by the pipeline, which names the list they must come from.
  return { prompt: own ?? examplePrompt.prompt, sevenD: { ...base, ...sevenD } as SevenDInput };
}
