/** Runs once when the server starts, and not while it is built. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { forge } = await import('./lib/forge');
  await forge.setup();
  // Runs whose process died are ended, and give back what they held.
  setInterval(() => forge.maintain().catch(console.error), 60_000).unref();
}
