/** Renews the session by its cookie, where it has one that is still good, and tells whether it did. */
export async function renewed(basePath: string): Promise<boolean> {
  const answer = await fetch(`${basePath}/sessions/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => null);
  return answer?.ok === true;
}
