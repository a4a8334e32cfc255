/** Something a request says of a name, which no other request of the same part may say otherwise. */
export type Statement = readonly [name: string, value: unknown];

/**
 * Carries out requests in parts, one after the other, in which no two requests disagree: what they
 * say may then be looked up for all of a part at once. Nearly always, that is one part.
 */
export async function inParts<Request, Answer>(
  requests: readonly Request[],
  statementsOf: (request: Request) => readonly Statement[],
  carryOut: (part: readonly Request[]) => Promise<readonly Answer[]>,
): Promise<readonly Answer[]> {
  if (requests.length === 1) return carryOut(requests);
  const answers: Answer[] = [];
  let part: Request[] = [];
  const said = new Map<string, unknown>();
  for (const request of requests) {
    const statements = statementsOf(request);
    if (statements.some(([name, value]) => said.has(name) && said.get(name) !== value)) {
      answers.push(...(await carryOut(part)));
      part = [];
      said.clear();
    }
    part.push(request);
    for (const [name, value] of statements) said.set(name, value);
  }
  if (part.length > 0) answers.push(...(await carryOut(part)));
  return answers;
}
