import type { Client, Pool, PoolClient } from 'pg';
import { expectTypeOf, test } from 'vitest';
import type { PostgresClient, PostgresPool, PostgresPoolClient } from '../../adapters/postgres/index.js';

// The compiler is what verifies these.
test('the classes of pg fit the types that postgresStorage() asks for', () => {
  expectTypeOf<Pool>().toExtend<PostgresPool>();
  expectTypeOf<PoolClient>().toExtend<PostgresPoolClient>();
  expectTypeOf<Client>().toExtend<PostgresClient>();
});

test('what lacks a method does not fit', () => {
  expectTypeOf<Omit<Pool, 'connect'>>().not.toExtend<PostgresPool>();
  expectTypeOf<Client>().not.toExtend<PostgresPoolClient>();
});
