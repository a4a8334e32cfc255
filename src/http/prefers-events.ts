/** Whether `Accept` asks for a stream of events, and for nothing else more (RFC 9110 section 12.5.1). */
export function prefersEvents(request: Request): boolean {
  const weights = new Map(
    (request.headers.get('accept') ?? '').split(',').map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return [type, quality === undefined ? 1 : Number(quality.slice(2)) || 0] as const;
    }),
  );
  const events = weights.get('text/event-stream') ?? 0;
  return events > 0 && events >= (weights.get('application/json') ?? 0);
}
