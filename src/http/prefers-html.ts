/** Whether whoever asks can show a page: browsers name `text/html`, programs seldom do. */
export function prefersHtml(request: Request): boolean {
  return /(?:^|[\s,])(?:text\/html|application\/xhtml\+xml)(?![^,]*;\s*q=0(?:\.0*)?(?:[\s,;]|$))/i.test(
    request.headers.get('accept') ?? '',
  );
}
