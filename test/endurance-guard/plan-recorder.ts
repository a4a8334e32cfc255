import { Pool } from 'pg';

/** A node of a plan as Postgres explains it in JSON; the fields that are used here. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Actual Total Time': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

/** A statement that was run, by a caller or within a function, and the plan by which it was. */
export interface RunPlan {
  readonly 'Query Text': string;
  readonly Plan: PlanNode;
}

export interface PlanRecorder {
  /** One connection, so that plans are cached over calls as they are in a server. */
  readonly pool: Pool;
  /** All plans of the statements that some work ran, in the order in which they ended. */
  record(work: () => Promise<unknown>): Promise<readonly RunPlan[]>;
}

const settings = {
  session_preload_libraries: 'auto_explain',
  client_min_messages: 'log',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_parameter_max_length': '0',
};

/** Has the server tell how it runs each statement, those within functions too. Needs a superuser. */
export function recordPlans(connectionString: string): PlanRecorder {
  const plans: RunPlan[] = [];
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const pool = new Pool({ connectionString, max: 1, options: options.join(' ') });
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('notice', ({ message = '' }) => {
      const [, plan] = /^duration: [\d.]+ ms {2}plan:\n(.+)$/s.exec(message) ?? [];
      if (plan !== undefined) plans.push(JSON.parse(plan));
    });
  });
  return {
    pool,
    async record(work) {
      plans.length = 0;
      await work();
      return [...plans];
    },
  };
}
