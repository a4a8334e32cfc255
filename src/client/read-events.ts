import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';

/** Reads server-sent events as they come. Leaving the loop closes the connection. */
export async function* readEvents(response: Response): AsyncGenerator<EventSourceMessage, void, undefined> {
  if (response.body === null) return;
  const events = response.body
    // The streams of the platform are declared twice, with types that do not meet.
    .pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
    .pipeThrough(new EventSourceParserStream());
  const reader = events.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}
