/**
 * Carries out requests in parts in which no name comes twice, one part after the other: what a
 * request is called may then be looked up for all of a part at once. Nearly always, that is one part.
 */
export async function inParts<Request, Answer>(
  requests: readonly Request[],
  namesOf: (request: Request) => readonly string[],
  carryOut: (part: readonly Request[]) => Promise<readonly Answer[]>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let part: Request[] = [];
  const seen = new Set<string>();
  for (const request of requests) {
    const names = namesOf(request);
    if (names.some((name) => seen.has(name))) {
      answers.push(...(await carryOut(part)));
      part = [];
      seen.clear();
    }
    part.push(request);
    for (const name of names) seen.add(name);
  }
  if (part.length > 0) answers.push(...(await carryOut(part)));
  return answers;
}
