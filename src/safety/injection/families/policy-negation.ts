import type { PatternFamily } from '../compile-patterns.js';

/** Claims that the policies of who made or runs the model don't hold. */
export const policyNegation: PatternFamily = {
  code: 'policy_negation',
  patterns: `
    58 @vendor ~3 @rule ~6 @lifted
    55 @no|against|free|break|breaking|despite|regardless|@override ~7 @vendor ~3 @rule|content|value
    48 @rule ~4 @vendor ~6 not|no|never|dont|doesnt|free|without
    48 @no|against|free|break|@override ~5 content_policy|content_policies|usage_policies|content_guideline|content_filter|safety_filter|ethical_guideline|safety_guideline|moral_guideline|ethical_constraint|moral_constraint|ethical_principle
    42 @rule ~4 not_apply|no_longer_apply|dont_apply|doesnt_apply|not_applying|disabled|lifted|turned_off|deactivated|suspended|are_off|is_off
    30 @rule ~3 set|made|imposed|created|enforced ~3 @vendor
    22 @vendor ~2 @rule
    35 @vendor ~6 update|new_policy|new_policies|allow|permission|permit|approved|employee|authorized|fired
    42 i|im|we|us ~3 programmer|employee|engineer|developer|staff|ceo ~2 openai
    12 this_is_a_test|for_testing_purpose|internal_testing|red_teaming|benchmarking|internal_bias|internal_biase
    `,
};
