import type { SqlFunctionName } from '../../adapters/sql/sql-functions.js';
import type { PlanNode, RunPlan } from './plan-recorder.js';

/** What the plans of one function come to, over several calls of it. */
export interface PlanReport {
  readonly function: SqlFunctionName;
  readonly calls: number;
  /** Those of the monthly tables under one name. */
  readonly indexes: readonly string[];
  /** Tables that were read from one end to the other, in any of the statements. */
  readonly scanned: readonly string[];
  /** The most rows of tables that one call looked at, whether it used them or not. */
  readonly rowsLookedAt: number;
  /** The median call, as Postgres timed it while it was recording. */
  readonly milliseconds: number;
  /** The statement that looked at the most rows in one go, and how. */
  readonly busiest: string;
  /** Pages of 8 kB that the median call read, nearly all of them from memory. */
  readonly pages: number;
}

/** @param calls the plans of each call, outermost statements among them. */
export function reportPlans(name: SqlFunctionName, calls: readonly (readonly RunPlan[])[]): PlanReport {
  const outermost = calls.map((plans) => plans.filter((plan) => isCallOf(name, plan)).map(({ Plan }) => Plan));
  if (outermost.some((plans) => plans.length === 0)) throw new Error(`${name} was not called`);
  const nodes = calls.map((plans) => plans.flatMap(({ Plan }) => nodesOf(Plan)));
  const executed = nodes.flat().filter((node) => node['Actual Loops'] > 0);
  return {
    function: name,
    calls: outermost.flat().length,
    indexes: unique(executed.map((node) => node['Index Name']?.replace(/_\d{4}_\d{2}(?=_)/, '_MONTH'))),
    scanned: unique(executed.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'])),
    rowsLookedAt: Math.max(...nodes.map((each) => sum(each.map(rowsLookedAt)))),
    busiest: describe(calls.flat().toSorted((one, other) => rowsOf(other) - rowsOf(one))[0]),
    milliseconds: median(outermost.flat().map((plan) => plan['Actual Total Time'])),
    pages: median(outermost.flat().map((plan) => plan['Shared Hit Blocks'] + plan['Shared Read Blocks'])),
  };
}

function isCallOf(name: string, plan: RunPlan): boolean {
  return plan['Query Text'].startsWith(`select promptforge.${name}(`);
}

function nodesOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

function rowsLookedAt(node: PlanNode): number {
  const scans = /^(Seq|Index|Index Only|Bitmap Heap|Tid) Scan$/.test(node['Node Type']);
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return scans ? (node['Actual Rows'] + removed) * node['Actual Loops'] : 0;
}

function rowsOf({ Plan }: RunPlan): number {
  return sum(nodesOf(Plan).map(rowsLookedAt));
}

function describe(plan: RunPlan | undefined): string {
  if (plan === undefined) return '';
  const scans = nodesOf(plan.Plan).filter((node) => rowsLookedAt(node) > 0);
  const parts = scans.map(
    (node) => `${node['Node Type']} ${node['Index Name'] ?? node['Relation Name']} ${rowsLookedAt(node)}`,
  );
  return `${plan['Query Text'].replaceAll(/\s+/g, ' ').slice(0, 160)}: ${parts.join(', ')}`;
}

function unique(names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;
}
