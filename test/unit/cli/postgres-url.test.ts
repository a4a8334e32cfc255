import { describe, expect, test } from 'vitest';
import { postgresUrl } from '../../../src/cli/postgres-url.js';

describe('the URL of a database', () => {
  test.each([
    ['postgres://app:secret@localhost:5432/shop', 'postgres://app@localhost:5432/shop'],
    ['postgresql://app:se%2Fcret@db.example/shop?sslmode=require', 'postgresql://app@db.example/shop'],
    ['postgres://app@localhost/shop?password=secret', 'postgres://app@localhost/shop'],
    ['postgres://app:sec@ret@localhost/shop', 'postgres://app@localhost/shop'],
    [' postgres://localhost/shop\n', 'postgres://localhost/shop'],
    ['postgres:///shop?host=/var/run/postgresql', 'postgres:///shop'],
  ])('%j is shown as %j', (value, shown) => {
    expect(postgresUrl(value)).toEqual({ connectionString: value.trim(), shown });
  });

  test.each([
    'secret',
    'mysql://app:secret@localhost/shop',
    'http://app:secret@localhost',
    'postgres:app:secret',
    'postgres://app:se/cret@localhost/shop',
    'postgres://app:12/secret@localhost/shop',
    'postgres://app:12?secret@localhost/shop',
    'postgres://app:12#secret@localhost/shop',
    'postgres://app:secret@local host/shop',
    'postgres://app:secret@localhost:port/shop',
  ])('%j is refused, and nothing of it is repeated', (value) => {
    const { problem } = postgresUrl(value) as { readonly problem: string };
    expect(problem).toMatch(/The form is postgres:\/\/USER:PASSWORD@HOST:5432\/DATABASE\.$/);
    expect(problem).not.toMatch(/secret|shop|cret|12/);
  });
});
