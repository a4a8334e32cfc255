/** A response with headers added. One whose headers cannot be changed, such as a redirect, is copied. */
export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  try {
    return setAll(response, headers);
  } catch {
    return setAll(new Response(response.body, response), headers);
  }
}

function setAll(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
