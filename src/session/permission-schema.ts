import { z } from 'zod';
import { roles } from '../domain/access/role.js';

const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}:[a-z][a-z0-9_]{0,62}$/, "must be named like 'reports:publish', in a-z, 0-9 and _");

/** Rows of the permission table: who has each permission. An empty list takes it from everybody. */
export const permissionsSchema = z.record(name, z.array(z.enum(roles)));
