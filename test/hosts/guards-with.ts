/** The options of the guarded routes of every host, by the last part of their path. */
export function guardsWith<TokenOf>(tokenOf: TokenOf) {
  return {
    open: {},
    feature: { feature: 'custom_models' as const },
    heavy: { calls: 6 },
    /** More than any plan has. */
    vast: { calls: 2_000_000_000 },
    cookie: { tokenOf },
  };
}
