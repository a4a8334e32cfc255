import { daysAfter, localDay } from '../../domain/time/local-day.js';
import { dayStart } from '../../domain/time/zoned-day.js';
import type { PromptForge } from '../../index.js';
import { may } from '../may.js';
import { type FiguresQuery, figuresRequest } from '../schemas/figures.js';
import { askedTimeZone, givenOnly } from './asked-filters.js';
import { businessPage } from './business/business-page.js';
import { figuresLead } from './figures-lead.js';
import type { Html } from './html.js';
import { htmlResponse } from './html-response.js';
import { layout } from './layout.js';
import { navigation } from './navigation.js';
import { ownDays } from './own/own-days.js';
import { ownPage } from './own/own-page.js';
import { performancePage } from './performance/performance-page.js';

/** A page that was asked for, by somebody. */
export interface Asked<Query> {
  readonly forge: PromptForge;
  readonly token: string | null;
  readonly query: Query;
  /** Where the routes begin, without a slash at the end. */
  readonly basePath: string;
  /** Whether the host offers the checks. */
  readonly hasChecks: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The own figures. */
export async function ownDashboard(
  asked: Asked<{ readonly first?: string; readonly last?: string; readonly timeZone?: string }>,
): Promise<Response> {
  const { forge, token, basePath, now } = asked;
  const { timeZone: zone = 'UTC', ...given } = givenOnly(asked.query);
  const timeZone = askedTimeZone(zone);
  const today = localDay(now, timeZone);
  const days = ownDays(given, today);
  const range = { from: dayStart(timeZone, days.first), to: dayStart(timeZone, daysAfter(days.last, 1)) };
  const metrics = await forge.analytics.user({ token, range, timeZone });
  const usage = (await may(forge, token, 'plan:read')) ? await forge.plans.usage({ token }) : null;
  const content = ownPage({ basePath, metrics, days, timeZone, today, usage });
  return answer(asked, '/dashboard', 'Your figures', `Your own runs. Days are those of ${timeZone}.`, content);
}

/** How well the product worked. */
export async function performanceDashboard(asked: Asked<FiguresQuery>): Promise<Response> {
  const { forge, token } = asked;
  const metrics = await forge.analytics.performance({ token, ...figuresRequest(givenOnly(asked.query)) });
  const { of, lead, view } = await viewOf(asked, metrics);
  const content = performancePage({ ...view, of, metrics });
  return answer(asked, '/dashboard/performance', 'Performance', lead, content);
}

/** How the organization, or the product, does. */
export async function businessDashboard(asked: Asked<FiguresQuery>): Promise<Response> {
  const { forge, token } = asked;
  const metrics = await forge.analytics.business({ token, ...figuresRequest(givenOnly(asked.query)) });
  const { of, lead, view } = await viewOf(asked, metrics);
  const content = businessPage({ ...view, of, metrics });
  return answer(asked, '/dashboard/business', 'Business', lead, content);
}

async function viewOf(
  { forge, token, query, basePath, now }: Asked<FiguresQuery>,
  { timeZone, until }: { readonly timeZone: string; readonly until: number | null },
) {
  const { of = 'organization' } = query;
  const [plans, maySeePlatform] = await Promise.all([forge.plans.list(), may(forge, token, 'analytics:read_platform')]);
  const view = { basePath, plans, maySeePlatform, today: localDay(now, timeZone) };
  return { of, lead: figuresLead(of, timeZone, until), view };
}

async function answer(
  { forge, token, basePath, hasChecks }: Pick<Asked<unknown>, 'forge' | 'token' | 'basePath' | 'hasChecks'>,
  current: string,
  title: string,
  lead: string,
  content: Html,
): Promise<Response> {
  const links = await navigation(forge, token, { basePath, current, hasChecks });
  return htmlResponse(layout({ basePath, title, lead, links, content }));
}
