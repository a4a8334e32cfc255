import type { StorageCode } from './storage-code.js';
import { hanging, type Syntax } from './syntax.js';

/** What a module imports to make a forge. */
export function forgeImports({ imports }: StorageCode): readonly (readonly [name: string, from: string])[] {
  return [
    ['randomBytes', 'node:crypto'],
    ['openaiModel', 'promptforge'],
    ['PromptForge', 'promptforge'],
    ['readEnvironment', 'promptforge'],
    ...imports,
  ];
}

/** The line that reads the environment. */
export function environmentCode({ property, variables }: StorageCode): string {
  const names = ['openai', 'session', ...(property === null ? [] : [property])].sort();
  const read = `const { ${names.join(', ')} } = readEnvironment(`;
  if (variables.length === 0) return `${read});`;
  const requires = `requires: [${variables.map((name) => `'${name}'`).join(', ')}]`;
  const line = `${read}process.env, { ${requires} });`;
  return line.length <= 100 ? line : `${read}process.env, {\n  ${requires},\n});`;
}

/** The expression that makes the forge. */
export function forgeCode({ expression }: StorageCode, { language }: Syntax): string {
  // Without it TypeScript takes the word for any text.
  const literal = language === 'ts' ? ' as const' : '';
  return `new PromptForge({
  storage: ${hanging(expression, 2)},
  // Without JWT_SECRET, tokens end with the process.
  session: session ?? { secret: randomBytes(48) },
  // Without OPENAI_API_KEY it works by rules; with it, the same routes ask the model.
  ...(openai === null ? { engine: 'rules'${literal} } : { model: openaiModel(openai) }),
  onError: (error, { during }) => console.error(\`promptforge, \${during}:\`, error),
})`;
}
