import { pgliteStorage } from '../../../adapters/pglite/index.js';
import { PromptForge } from '../../../src/index.js';
import { addressOf, trialHosts } from '../trial-hosts.js';
import { loadPlan } from './load-plan.js';

export interface LoadTask {
  /** One of {@link trialHosts}. */
  readonly host: string;
  readonly dataDir: string;
  readonly secret: string;
}

const task: LoadTask = JSON.parse(process.argv[2] ?? '');
const [, serverOf] = trialHosts.find(([name]) => name === task.host) ?? [];
if (serverOf === undefined) throw new Error(`There is no host ${task.host}.`);

const forge = new PromptForge({
  storage: pgliteStorage({ dataDir: task.dataDir }),
  engine: 'rules',
  session: { secret: task.secret, maxLifetimeSeconds: 43_200 },
  plans: [loadPlan],
  onError: (error, { during }) => console.error(`promptforge, ${during}:`, error),
});
await forge.setup();
console.log(await addressOf(serverOf(forge)));
