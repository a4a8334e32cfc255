import type { PatternFamily } from '../compile-patterns.js';

/** Claims that the policies of who made or runs the model don't hold. */
export const policyNegation: PatternFamily = {
  code: 'policy_negation',
  patterns: `
    58 @vendor ~3 policy|policies|guidelines|rules|restrictions|restriction|limitations|terms|regulations|filters|censorship|standards ~6 not_apply|no_longer|dont_apply|replaced|lifted|removed|void|disabled|not_bound|invalid|doesnt_apply|irrelevant
    55 not|dont|doesnt|never|no|without|ignore|ignores|ignoring|bypass|bypasses|against|violate|violates|override|disregard|disregards|free|break|breaks|bypassing|violating|despite|ignored|regardless ~7 @vendor ~3 policy|policies|guidelines|rules|restrictions|terms|regulations|filters|filter|censorship|content|values|standards|limitations|programming
    50 policies|guidelines|rules|restrictions|limitations|policy ~4 @vendor ~6 not|no|never|dont|doesnt|free|without
    45 content_policy|content_policies|usage_policies|usage_policy|content_guidelines|content_filter|content_filters|safety_filter|safety_filters|ethical_guidelines|safety_guidelines|moral_guidelines ~6 not_apply|no_longer|dont_apply|void|disabled|removed|off|lifted|suspended|doesnt_apply|ignored
    45 ignore|ignores|ignoring|bypass|bypasses|bypassing|without|not|against|violate|break|disregard|disregarding|free ~5 content_policy|content_policies|usage_policies|content_guidelines|content_filter|content_filters|safety_filter|safety_filters|ethical_guidelines|safety_guidelines|moral_guidelines|ethical_constraints|moral_constraints|ethical_principles
    30 rules|restrictions|limits|limitations|policies|guidelines|constraints ~3 set|made|imposed|created|enforced ~3 @vendor
    22 @vendor ~2 policy|policies|guidelines|rules|restrictions|content_policy|content_policies|usage_policies
    42 restrictions|rules|filters|limitations|policies|guidelines|censorship ~4 not_apply|no_longer_apply|dont_apply|do_not_apply|doesnt_apply|does_not_apply|not_applying|disabled|lifted|turned_off|deactivated|suspended
    35 @vendor ~6 update|new_policy|new_policies|allows|allow|permission|permits|approved|employee|authorized|fired
    42 i|im|we|us ~3 programmer|programmers|employee|employees|engineer|engineers|developer|developers|staff|ceo ~2 openai
    12 this_is_a_test|for_testing_purposes|internal_testing|red_teaming|benchmarking|test_internal_biases
    `,
};
