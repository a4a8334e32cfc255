import type { SevenDInput } from '../index.js';

/** What the demo works on when it is given nothing else. */
export const examplePrompt: { readonly prompt: string; readonly sevenD: SevenDInput } = {
  prompt:
    'Write an onboarding e-mail for {product_name}, our invoicing tool for freelancers. New users signed up yesterday ' +
    'and have not sent an invoice yet. Mention the 14-day trial, the invoice templates and some nice tips etc.',
  sevenD: { domain: 'saas', output_format: 'md' },
};
