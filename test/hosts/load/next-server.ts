import { InstalledExample } from '../../examples/installed-example.js';

/** The Next example with the forge of the load in it, built for production. */
export async function builtNext(): Promise<InstalledExample> {
  const example = await InstalledExample.install('next');
  await example.add('test/hosts/next-app', 'app');
  await example.add('test/hosts/trial-handler.ts', 'trial-handler.ts');
  await example.add('test/hosts/guards-with.ts', 'guards-with.ts');
  await example.add('test/hosts/load/load-plan.ts', 'load-plan.ts');
  await example.add('test/hosts/next-load/forge.ts', 'lib/forge.ts');
  await example.command('npm', 'run', 'build');
  return example;
}
