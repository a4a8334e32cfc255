/** A page of Stripe's to send somebody to. */
export interface HostedPage {
  readonly url: string;
}
