/** An answer of Stripe that is an error, in the form it has. */
export class StripeFailure extends Error {
  constructor(
    readonly status: number,
    readonly body: {
      readonly type: string;
      readonly code?: string;
      readonly param?: string;
      readonly message: string;
    },
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(body.message);
  }
}

/** `param` is `id` when it was named in the path, which Stripe answers with 404, and else with 400. */
export function missing(kind: string, id: string, param: string): StripeFailure {
  const message = `No such ${kind}: '${id}'`;
  return new StripeFailure(param === 'id' ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    param,
    message,
  });
}

export function rejected(message: string, param?: string): StripeFailure {
  return new StripeFailure(400, { type: 'invalid_request_error', message, ...(param === undefined ? {} : { param }) });
}
