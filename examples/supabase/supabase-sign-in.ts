import type { AuthError, Session } from '@supabase/supabase-js';
import { Hono } from 'hono';
import { PromptForgeError } from 'promptforge';
import { problemResponse } from 'promptforge/http';
import { cookies, forge } from './forge.js';
import type { Project } from './project.js';
import { problemOf } from './supabase-problem.js';

/** Supabase ends no session by itself unless the project says so; the cookie is forgotten after that. */
const refreshSeconds = 30 * 24 * 3_600;

/**
 * The routes by which people sign in, carried out by Supabase Auth instead of PromptForge. They take and answer the
 * same, so that the pages are the same. Tokens stay between this server and the browser's cookies.
 */
export function supabaseSignIn({ visitor, admin }: Project): Hono {
  const app = new Hono();
  app.onError((error) => {
    const problem = problemResponse(error);
    if (problem.status >= 500) forge.reportError(error, { during: 'http' });
    return problem;
  });

  app.post('/auth/sign-up', async ({ req }) => {
    const { email, password } = await fields(req.raw, 'email', 'password');
    const { session } = dataOf(await visitor().auth.signUp({ email, password }));
    if (session === null) return Response.json({ outcome: 'check_email' });
    return withCookies(Response.json({ outcome: 'signed_in', session: await told(session) }), kept(session));
  });

  app.post('/auth/sign-in', async ({ req }) => {
    const { email, password } = await fields(req.raw, 'email', 'password');
    const { session } = dataOf(await visitor().auth.signInWithPassword({ email, password }));
    return withCookies(Response.json(await told(session)), kept(session));
  });

  app.post('/sessions/refresh', async ({ req }) => {
    const refreshToken = cookies.refreshTokenOf(req.raw);
    if (refreshToken === null) throw new PromptForgeError('session_missing', 'Sign in first.');
    const { data, error } = await visitor().auth.refreshSession({ refresh_token: refreshToken });
    if (error !== null || data.session === null) {
      const refusal = error === null ? new PromptForgeError('session_invalid', 'Sign in again.') : problemOf(error);
      // What is over is forgotten; what merely failed may be tried again.
      return withCookies(problemResponse(refusal), refusal.code === 'session_invalid' ? cookies.clear() : []);
    }
    return withCookies(Response.json(await told(data.session)), kept(data.session));
  });

  app.post('/sessions/sign-out', async ({ req }) => {
    const token = cookies.tokenOf(req.raw);
    // Here at once, and in the project for whoever else takes its tokens.
    await forge.sessions.signOut({ token });
    if (token !== null) await admin.auth.admin.signOut(token, 'local');
    return withCookies(new Response(null, { status: 204 }), cookies.clear());
  });

  app.post('/auth/verify-email', async ({ req }) => {
    const { verificationToken } = await fields(req.raw, 'verificationToken');
    const client = visitor();
    const { user } = dataOf(await client.auth.verifyOtp({ token_hash: verificationToken, type: 'email' }));
    // The link proves the address; signing in takes the password.
    await client.auth.signOut({ scope: 'local' });
    return Response.json({ userId: user?.id ?? '', email: user?.email ?? '' });
  });

  app.post('/auth/request-password-reset', async ({ req }) => {
    const { email } = await fields(req.raw, 'email');
    dataOf(await visitor().auth.resetPasswordForEmail(email));
    return new Response(null, { status: 204 });
  });

  app.post('/auth/reset-password', async ({ req }) => {
    const { resetToken, newPassword } = await fields(req.raw, 'resetToken', 'newPassword');
    const client = visitor();
    const { user } = dataOf(await client.auth.verifyOtp({ token_hash: resetToken, type: 'recovery' }));
    dataOf(await client.auth.updateUser({ password: newPassword }));
    // Whoever else is signed in may be why it was changed.
    await client.auth.signOut({ scope: 'global' });
    if (user !== null) await forge.sessions.revokeAll({ userId: user.id, reason: 'password_changed' });
    return new Response(null, { status: 204 });
  });

  return app;
}

/** @throws PromptForgeError what Supabase Auth refused with. */
function dataOf<Data>(answer: { readonly data: Data; readonly error: null } | { readonly error: AuthError }): Data {
  if (answer.error !== null) throw problemOf(answer.error);
  return answer.data;
}

/** Texts of a JSON body. @throws PromptForgeError `media_type_unsupported`, `request_invalid` */
async function fields<Name extends string>(request: Request, ...names: readonly Name[]): Promise<Record<Name, string>> {
  // Forms of another site can send anything else.
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new PromptForgeError('media_type_unsupported', 'Send application/json.');
  }
  const body: unknown = await request.json().catch(() => null);
  const texts = names.map((name) => [name, (body as Record<string, unknown> | null)?.[name]] as const);
  if (texts.some(([, text]) => typeof text !== 'string')) {
    throw new PromptForgeError('request_invalid', `Send a JSON object with ${names.join(' and ')}.`);
  }
  return Object.fromEntries(texts) as Record<Name, string>;
}

/** A session as the routes tell it, without its tokens. */
async function told({ access_token, expires_in }: Session) {
  const principal = await forge.sessions.verify(access_token);
  return { tokenType: 'Cookie', expiresIn: expires_in, refreshExpiresIn: refreshSeconds, principal };
}

function kept({ access_token, expires_in, refresh_token }: Session): readonly string[] {
  return cookies.set({
    accessToken: access_token,
    expiresIn: expires_in,
    refreshToken: refresh_token,
    refreshExpiresIn: refreshSeconds,
  });
}

function withCookies(response: Response, values: readonly string[]): Response {
  for (const value of values) response.headers.append('set-cookie', value);
  return response;
}
