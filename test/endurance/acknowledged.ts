import type { Query } from './ledger-checks.js';
import type { Acknowledgment } from './settling-worker.js';

/** What a storage has acknowledged to somebody: it has to be there for good. */
export class Acknowledged {
  readonly reserved = new Set<string>();
  readonly settled = new Map<string, { readonly tokens: number; readonly cost: number }>();

  add(acknowledgment: Acknowledgment): void {
    if ('reserved' in acknowledgment) this.reserved.add(acknowledgment.reserved);
    else this.settled.set(acknowledgment.settled, acknowledgment);
  }

  /** Runs of which less is left than was acknowledged: with charge, score and event, once settled. */
  async missing(query: Query): Promise<readonly string[]> {
    // What is acknowledged while the question is under way may not be in the answer.
    const [reserved, settled] = [[...this.reserved], [...this.settled]];
    const rows = await query(`
      select r.id, r.status, r.charged_tokens::text as tokens, r.charged_cost::text as cost,
             exists (select from promptforge.scores as s where s.org_id = r.org_id and s.run_id = r.id)
               and exists (select from promptforge.telemetry_events as e where e.org_id = r.org_id and e.run_id = r.id)
               as complete
        from promptforge.runs as r`);
    const found = new Map(rows.map((row) => [row.id, row]));
    const missing = reserved.filter((id) => !found.has(id));
    for (const [id, { tokens, cost }] of settled) {
      const run = found.get(id);
      const whole =
        run?.status === 'succeeded' &&
        run.complete === true &&
        Number(run.tokens) === tokens &&
        Number(run.cost) === cost;
      if (!whole) missing.push(id);
    }
    return missing;
  }
}
