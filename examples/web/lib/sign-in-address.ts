/** A path of this site, or the start page: a link to the sign-in page may have been made by anybody. */
export function safeNext(next: string | null): string {
  // Two slashes, or a slash and a backslash, would be another site.
  return next !== null && /^\/(?![/\\])/.test(next) && !/[\t\n\r]/.test(next) ? next : '/';
}

/** Goes to the page of signing in, which leads back here. It never resolves, since the page is left. */
export function leaveForSignIn(): Promise<never> {
  const here = `${location.pathname}${location.search}`;
  location.replace(`/sign-in?next=${encodeURIComponent(here)}`);
  return new Promise<never>(() => {});
}
