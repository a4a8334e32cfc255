import { fences } from '../docs/fences.js';

const page = fences.filter(({ place }) => place.startsWith('docs/quick-start.md:'));

/** The one block of the page of this language that has a text in it. */
export function blockWith(info: string, text: string): string {
  const found = page.filter((fence) => fence.info === info && fence.code.includes(text));
  if (found.length !== 1) throw new Error(`The page has ${found.length} blocks of ${info} with "${text}".`);
  return found[0]?.code ?? '';
}

const importOf = (name: string) => new RegExp(`^import \\{.*\\} from '${name}';\n`, 'm');
const environment = /^const \{[^}]*\} = readEnvironment\([\s\S]*?\);\n/m;
const construction = /^const forge = new PromptForge\(\{[\s\S]*?^\}\);\n/m;
const storage = /^import \{ \w+ \} from 'promptforge\/adapters\/\w+';\n/m;

/** The server after the changes that a later block of the page shows, made as the page says. */
export function changed(server: string, change: string): string {
  let text = server;
  for (const part of [importOf('promptforge'), storage, environment, construction]) {
    const by = part.exec(change)?.[0];
    if (by === undefined || !part.test(text)) throw new Error(`The page changes nothing that ${part} finds.`);
    text = text.replace(part, () => by);
  }
  // What the server begins with for want of a secret.
  return text.replace(importOf('node:crypto'), '');
}
