import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { expectTypeOf, test } from 'vitest';
import type { SqlFunctionName } from '../../adapters/sql/sql-functions.js';
import {
  type Database,
  type Json,
  type SupabaseConnection,
  type SupabaseStorageOptions,
  supabaseStorage,
} from '../../adapters/supabase/index.js';

type OfTheHost = {
  public: {
    Tables: { notes: { Row: { id: number }; Insert: { id: number }; Update: { id?: number }; Relationships: [] } };
    Views: Record<never, never>;
    Functions: Record<never, never>;
  };
};

// Never run: only their types count.
const untyped = () => createClient('https://abcdefgh.supabase.co', 'key');
const typed = () => createClient<Database>('https://abcdefgh.supabase.co', 'key');
const defaulting = () =>
  createClient<Database, 'promptforge'>('https://abcdefgh.supabase.co', 'key', { db: { schema: 'promptforge' } });
const typedByHost = () => createClient<OfTheHost>('https://abcdefgh.supabase.co', 'key');
const typedByBoth = () => createClient<OfTheHost & Database>('https://abcdefgh.supabase.co', 'key');

test('what createClient() returns is a client for the storage, however it is typed', () => {
  expectTypeOf(untyped).returns.toExtend<SupabaseConnection>();
  expectTypeOf(typed).returns.toExtend<SupabaseConnection>();
  expectTypeOf(defaulting).returns.toExtend<SupabaseConnection>();
  expectTypeOf(typedByHost).returns.toExtend<SupabaseConnection>();
  expectTypeOf(typedByBoth).returns.toExtend<SupabaseConnection>();
  expectTypeOf<SupabaseClient>().toExtend<SupabaseStorageOptions['client']>();
  const uses = [
    () => supabaseStorage({ client: untyped() }),
    () => supabaseStorage({ client: typed() }),
    () => supabaseStorage({ client: typedByHost() }),
    () => supabaseStorage({ client: typedByBoth() }),
  ];
  expectTypeOf(uses).items.toBeFunction();
});

test('other things are none', () => {
  expectTypeOf<{ rpc: () => void }>().not.toExtend<SupabaseConnection>();
  expectTypeOf<{ schema: (name: string) => object }>().not.toExtend<SupabaseConnection>();
});

test('with the type of the database rows are typed', () => {
  const runs = () => typed().schema('promptforge').from('runs').select('id, status');
  type Runs = Awaited<ReturnType<typeof runs>>['data'];
  expectTypeOf<Runs>().toEqualTypeOf<{ id: string; status: string }[] | null>();

  const beside = () => typedByBoth().schema('promptforge').from('subscriptions').select('plan_id').single();
  type Beside = Awaited<ReturnType<typeof beside>>['data'];
  expectTypeOf<Beside>().toEqualTypeOf<{ plan_id: string } | null>();

  // @ts-expect-error: servers alone know this table.
  const hidden = () => typed().schema('promptforge').from('migrations');
  expectTypeOf(hidden).toBeFunction();
});

test('with the type of the database calls are typed', () => {
  const orgs = () => typed().schema('promptforge').rpc('member_org_ids');
  expectTypeOf<Awaited<ReturnType<typeof orgs>>['data']>().toEqualTypeOf<string[] | null>();

  const health = () => typed().schema('promptforge').rpc('health_v1', { p_now: '2026-11-23T00:00:00Z' });
  expectTypeOf<Awaited<ReturnType<typeof health>>['data']>().toEqualTypeOf<Json>();
});

test('every function that stores call answers with a value, never with nothing', () => {
  type Functions = Database['promptforge']['Functions'];
  expectTypeOf<Functions>().toHaveProperty('reserve_many_v1');
  expectTypeOf<SqlFunctionName>().toExtend<keyof Functions>();
  type Silent = { [Name in SqlFunctionName]: Functions[Name]['Returns'] extends undefined ? Name : never };
  expectTypeOf<Silent[SqlFunctionName]>().toEqualTypeOf<never>();
});
