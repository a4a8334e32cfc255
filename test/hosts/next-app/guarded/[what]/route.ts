import type { NextRequest } from 'next/server';
import { cookieToken, type GuardOptions } from 'promptforge/http';
import { guard } from 'promptforge/next';
import { guardsWith } from '../../../guards-with';
import { forge } from '../../../lib/forge';

interface Context {
  readonly params: Promise<{ readonly what: string }>;
}

const routes: Readonly<Record<string, GuardOptions>> = guardsWith(cookieToken('session'));

const guards = new Map(
  Object.entries(routes).map(([name, options]) => [
    name,
    guard(forge, options, async (request: NextRequest, { principal, quota }, { params }: Context) => {
      const isItself = request.nextUrl.pathname === `/guarded/${(await params).what}`;
      return Response.json({ userId: principal.userId, used: isItself ? quota[0]?.used : null });
    }),
  ]),
);

async function answer(request: NextRequest, context: Context): Promise<Response> {
  return guards.get((await context.params).what)?.(request, context) ?? new Response(null, { status: 404 });
}

export { answer as GET, answer as POST };
