/** Node's message without its advice, which is about commands that take such words on purpose. */
export function argumentProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : 'The arguments cannot be read';
  return `${String(message.split('. ')[0]).replace(/[.\s]+$/, '')}.`;
}
