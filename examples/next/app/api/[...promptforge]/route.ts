import { createHandler } from 'promptforge/http';
import { nextHandler } from 'promptforge/next';
import { cookies, forge } from '../../../lib/forge';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = nextHandler(
  createHandler(forge, { cookies, signInUrl: '/sign-in?next=/api/dashboard' }),
);
