import { postgresStorage } from '../../adapters/postgres/index.js';
import { personalOrg } from '../../src/domain/access/principal.js';
import type { Storage } from '../../src/storage.js';
import { migratedDatabase, type TestDatabase } from '../postgres-server/index.js';
import { type DatabaseSession, postgresSession } from './database-session.js';
import { furnishPlatform, furnishTenant, furnishUser, type Tenant, tenantNamed, usersOf } from './furnish-tenant.js';
import { type SchemaTable, schemaTables } from './schema-tables.js';

/** A database in which a victim and a stranger have something in every table. */
export interface TwoTenants {
  readonly database: TestDatabase;
  readonly storage: Storage;
  /** As a superuser. */
  readonly session: DatabaseSession;
  readonly tables: readonly SchemaTable[];
  readonly victim: Tenant;
  readonly stranger: Tenant;
  /** Somebody who belongs to no organization but their own. */
  readonly loner: string;
  /** An admin of the victim's organization who was removed, and whose runs are still there. */
  readonly former: string;
  /** The tenants and people who have what nobody else may see. */
  readonly owners: readonly string[];
}

export async function openTwoTenants(): Promise<TwoTenants> {
  const database = await migratedDatabase();
  const storage = postgresStorage({ connectionString: database.url });
  const session = await postgresSession(database.url);
  const victim = tenantNamed('victim');
  const stranger = tenantNamed('stranger');
  const loner = 'victim-loner';
  const former = 'stranger-former';
  // The months of this day, whenever the database was set up.
  await storage.maintenance.turnMonths({ before: Date.now(), planIds: [] });
  await furnishTenant(storage, victim);
  await furnishTenant(storage, stranger);
  await furnishUser(storage, { orgId: personalOrg(loner) }, loner);
  await storage.organizations.setMember(victim.scope, { userId: former, role: 'admin' });
  await furnishUser(storage, victim.scope, former);
  await storage.organizations.removeMember(victim.scope, former);
  await furnishPlatform(storage);
  const tables = await schemaTables(session);
  const owners = [victim.scope.orgId, personalOrg(loner), loner, ...usersOf(victim)];
  return { database, storage, session, tables, victim, stranger, loner, former, owners };
}
