/** Where the session has run out and can be renewed by its cookie, shows the page that was asked for. */
export async function renewSession({ dataset: { basePath = '' } }: HTMLElement): Promise<void> {
  const answer = await fetch(`${basePath}/sessions/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => null);
  if (answer?.ok === true) location.reload();
}
