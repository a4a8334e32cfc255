/** Every page there is. */
export const pagePaths = [
  '/',
  '/sign-in',
  '/plan',
  '/profile',
  '/sessions',
  '/verify-email',
  '/reset-password',
] as const;
