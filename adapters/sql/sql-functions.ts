/**
 * The functions of the schema that stores call, and whether each reads the clock: those take
 * `p_now`, which tests use to set the time.
 */
export const sqlFunctions = {
  reserve_v1: { readsClock: true },
  checkpoint_v1: { readsClock: true },
  settle_v1: { readsClock: true },
  reap_v1: { readsClock: true },
  consume_v1: { readsClock: true },
  peek_v1: { readsClock: true },
  get_run_v1: { readsClock: false },
  list_runs_v1: { readsClock: false },
  run_scores_v1: { readsClock: false },
  erase_user_runs_v1: { readsClock: false },
  purge_runs_v1: { readsClock: false },
  append_events_v1: { readsClock: true },
  run_events_v1: { readsClock: false },
  erase_user_events_v1: { readsClock: false },
  purge_events_v1: { readsClock: false },
  load_subscription_v1: { readsClock: false },
  save_subscription_v1: { readsClock: false },
  user_metrics_v1: { readsClock: false },
  health_v1: { readsClock: true },
} as const satisfies Record<string, { readonly readsClock: boolean }>;

export type SqlFunctionName = keyof typeof sqlFunctions;
