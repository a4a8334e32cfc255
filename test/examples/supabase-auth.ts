import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { decodeJwt } from 'jose';
import { signedBy, signingKey } from '../fixtures/issuer.js';

interface User {
  readonly id: string;
  readonly email: string;
  password: string;
  confirmedAt: string | null;
}

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly more?: object;
}

const lifetime = 3_600;

/**
 * Answers as Supabase Auth does to what a server asks that signs people in: sign-up with a link by e-mail, password,
 * refreshing, links, and its key set.
 * @see https://supabase.com/docs/reference/self-hosting-auth/introduction
 */
export async function supabaseAuth() {
  const key = await signingKey('ES256');
  const users = new Map<string, User>();
  /** What links and refresh tokens stand for; each is good once. */
  const links = new Map<string, User>();
  const refreshTokens = new Map<string, User>();
  /** What was sent, as the templates of the project say it. */
  let mails = '';

  const send = (page: string, user: User) => {
    const token = randomBytes(28).toString('hex');
    links.set(token, user);
    mails += `e-mail to ${user.email}: ${page}#token=${token}\n`;
  };
  const sessionOf = async (user: User, issuer: string) => {
    const now = Math.floor(Date.now() / 1_000);
    const refreshToken = randomBytes(9).toString('base64url');
    refreshTokens.set(refreshToken, user);
    const claims = {
      iss: issuer,
      sub: user.id,
      aud: 'authenticated',
      exp: now + lifetime,
      iat: now,
      email: user.email,
      app_metadata: { provider: 'email', providers: ['email'] },
      user_metadata: {},
      role: 'authenticated',
      aal: 'aal1',
      amr: [{ method: 'password', timestamp: now }],
      session_id: randomUUID(),
      is_anonymous: false,
    };
    return {
      access_token: await signedBy(key, claims),
      token_type: 'bearer',
      expires_in: lifetime,
      expires_at: now + lifetime,
      refresh_token: refreshToken,
      user: shown(user),
    };
  };
  const once = (tokens: Map<string, User>, token: unknown): User | undefined => {
    const user = tokens.get(String(token));
    tokens.delete(String(token));
    return user;
  };

  const userOf = (authorization = '') => {
    const { sub } = decodeJwt(authorization.replace(/^Bearer /, ''));
    return [...users.values()].find(({ id }) => id === sub);
  };

  interface Asked {
    readonly body: Readonly<Record<string, unknown>>;
    readonly issuer: string;
    readonly authorization: string | undefined;
  }

  async function answer(what: string, { body, issuer, authorization }: Asked): Promise<object> {
    switch (what) {
      case 'GET /.well-known/jwks.json':
        return { keys: [key.jwk] };
      case 'POST /signup': {
        const [email, password] = [String(body.email), String(body.password)];
        if (password.length < 8) throw weakPassword;
        const user: User = { id: randomUUID(), email, password, confirmedAt: null };
        users.set(email, user);
        send('/verify-email', user);
        return { ...shown(user), confirmation_sent_at: new Date().toISOString() };
      }
      case 'POST /token?grant_type=password': {
        const user = users.get(String(body.email));
        if (user === undefined || user.password !== body.password) throw wrongPassword;
        if (user.confirmedAt === null) throw unconfirmed;
        return sessionOf(user, issuer);
      }
      case 'POST /token?grant_type=refresh_token': {
        const user = once(refreshTokens, body.refresh_token);
        if (user === undefined) throw usedToken;
        return sessionOf(user, issuer);
      }
      case 'POST /verify': {
        const user = once(links, body.token_hash);
        if (user === undefined) throw usedLink;
        user.confirmedAt = new Date().toISOString();
        return sessionOf(user, issuer);
      }
      case 'POST /recover': {
        const user = users.get(String(body.email));
        if (user !== undefined) send('/reset-password', user);
        return {};
      }
      case 'PUT /user': {
        const user = userOf(authorization);
        if (user === undefined) throw usedToken;
        user.password = String(body.password);
        return shown(user);
      }
      case 'POST /logout?scope=local':
      case 'POST /logout?scope=global':
        return {};
      default:
        throw { status: 404, code: 'not_found', message: `There is no ${what}` } satisfies Refusal;
    }
  }

  return {
    mails: () => mails,
    /** Answers a request below `/auth/v1`. */
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { method = 'GET', url = '', headers } = request;
      const body = (await json(request).catch(() => ({}))) as Record<string, unknown>;
      const reply = (status: number, answered: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
      try {
        const [issuer, { authorization }] = [`http://${headers.host}/auth/v1`, headers];
        reply(200, await answer(`${method} ${url.slice('/auth/v1'.length)}`, { body, issuer, authorization }));
      } catch (refusal) {
        const { status, code, message, more } = refusal as Refusal;
        reply(status, { code: status, error_code: code, msg: message, ...more });
      }
    },
  };
}

const weakPassword: Refusal = {
  status: 422,
  code: 'weak_password',
  message: 'Password should be at least 8 characters.',
  more: { weak_password: { reasons: ['length'] } },
};
const wrongPassword: Refusal = { status: 400, code: 'invalid_credentials', message: 'Invalid login credentials' };
const unconfirmed: Refusal = { status: 400, code: 'email_not_confirmed', message: 'Email not confirmed' };
const usedToken: Refusal = {
  status: 400,
  code: 'refresh_token_not_found',
  message: 'Invalid Refresh Token: Refresh Token Not Found',
};
const usedLink: Refusal = { status: 403, code: 'otp_expired', message: 'Email link is invalid or has expired' };

function shown({ id, email, confirmedAt }: User) {
  const now = new Date().toISOString();
  return {
    id,
    aud: 'authenticated',
    role: 'authenticated',
    email,
    phone: '',
    ...(confirmedAt === null ? {} : { email_confirmed_at: confirmedAt, confirmed_at: confirmedAt }),
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: {},
    identities: [],
    created_at: now,
    updated_at: now,
    is_anonymous: false,
  };
}
