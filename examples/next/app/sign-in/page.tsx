interface Asked {
  readonly searchParams: Promise<{ readonly next?: string | string[] }>;
}

/** A real application asks who somebody is; here one button is enough. */
export default async function SignIn({ searchParams }: Asked) {
  const { next } = await searchParams;
  return (
    <form method="post" action="/sign-in/open">
      <h1>Sign in</h1>
      <input type="hidden" name="next" value={String(next ?? '/account')} />
      <button type="submit">As the example user</button>
    </form>
  );
}
