/**
 * A forge from setup to close on the storage that is given: a session, a run, what the user has done.
 * `load` is how the package is loaded: `import()` or `require()`. The engine is `rules` unless `options` say otherwise.
 */
export async function lifeOfAForge(load, storage, options = { engine: 'rules' }) {
  const { PromptForge } = await load('promptforge');
  const forge = new PromptForge({
    storage,
    session: { secret: 'a secret of thirty-two characters or more' },
    ...options,
  });
  await forge.setup();
  const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme', role: 'member' });
  const result = await forge.optimize({
    token,
    prompt: 'Write a welcome e-mail for {name}, who signed up today.',
    sevenD: { domain: 'saas', output_format: 'md' },
  });
  const analytics = await forge.analytics.user({ token });
  await forge.close();
  if (result.charge.calls !== 1) throw new Error(JSON.stringify(result));
  if (analytics.runs.succeeded !== 1) throw new Error(JSON.stringify(analytics));
  return result;
}
