import { loadStripe } from 'promptforge/stripe';

const { Stripe } = await loadStripe();
const client = new Stripe('sk_test_of_no_account');
if (typeof client.checkout.sessions.create !== 'function') throw new Error('It is no client of Stripe.');
