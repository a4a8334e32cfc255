import { Client } from 'pg';
import { expect, test } from 'vitest';
import { isTimeZone } from '../../src/domain/time/is-time-zone.js';
import { localDay } from '../../src/domain/time/local-day.js';
import { migratedDatabase } from '../postgres-server/index.js';

/** Each hour of a day in winter and of one in summer, long enough ago that everybody agrees about them. */
const hours = [Date.UTC(2021, 0, 15), Date.UTC(2021, 6, 15)].flatMap((day) =>
  Array.from({ length: 24 }, (_, hour) => day + hour * 3_600_000),
);

test('in every time zone that is taken, and that Postgres knows, it has the days that are worked out here', async () => {
  const database = await migratedDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      'select name from pg_timezone_names union select abbrev from pg_timezone_abbrevs order by 1',
    );
    const names = rows.map(({ name }) => name).filter(isTimeZone);
    expect(names.length).toBeGreaterThan(400);
    const { rows: days } = await client.query<{ name: string; days: string }>(
      `select z.name, string_agg(promptforge.day_in(promptforge.from_ms(h.at), z.name)::text, ' ' order by h.at) as days
         from unnest($1::text[]) as z (name)
        cross join unnest($2::bigint[]) as h (at)
        group by z.name`,
      [names, hours],
    );
    const others = days.filter((zone) => zone.days !== hours.map((at) => localDay(at, zone.name)).join(' '));
    expect(others.map(({ name }) => name)).toEqual([]);
  } finally {
    await client.end();
    await database.drop();
  }
});
