/**
 * A response with headers set; `Vary` is added to what it varies by already. One whose headers cannot be changed,
 * such as a redirect, is copied.
 */
export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  try {
    return setAll(response, headers);
  } catch {
    return setAll(new Response(response.body, response), headers);
  }
}

function setAll(response: Response, headers: Readonly<Record<string, string>>): Response {
  const { vary, ...others } = headers;
  for (const [name, value] of Object.entries(others)) response.headers.set(name, value);
  if (vary !== undefined) response.headers.append('vary', vary);
  return response;
}
