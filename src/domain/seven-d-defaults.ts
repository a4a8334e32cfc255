import type { Domain, OptionalParameter, SevenD } from './seven-d.js';

export type SevenDDefaults = Pick<SevenD, OptionalParameter>;

function defaults(
  scale: SevenD['scale'],
  urgency: SevenD['urgency'],
  complexity: SevenD['complexity'],
  resources: SevenD['resources'],
  application: SevenD['application'],
): SevenDDefaults {
  return { scale, urgency, complexity, resources, application };
}

/**
 * What a prompt of each domain most often means when it does not say: the usual size of the
 * organization, pace, depth, means and purpose. They are stated in every result.
 */
export const sevenDDefaults: Readonly<Record<Domain, SevenDDefaults>> = {
  saas: defaults('startup', 'sprint', 'standard', 'lean_team', 'implementation'),
  fintech: defaults('corporate', 'planned', 'advanced', 'full_stack_org', 'implementation'),
  ecommerce: defaults('smb', 'sprint', 'standard', 'lean_team', 'implementation'),
  consulting: defaults('boutique_agency', 'planned', 'advanced', 'agency_stack', 'strategy_design'),
  education: defaults('smb', 'planned', 'foundational', 'lean_team', 'training'),
  healthcare: defaults('corporate', 'planned', 'advanced', 'full_stack_org', 'documentation'),
  legal: defaults('corporate', 'planned', 'advanced', 'full_stack_org', 'audit'),
  marketing: defaults('boutique_agency', 'sprint', 'standard', 'agency_stack', 'strategy_design'),
  media: defaults('boutique_agency', 'sprint', 'standard', 'agency_stack', 'implementation'),
  real_estate: defaults('smb', 'planned', 'standard', 'lean_team', 'documentation'),
  hr: defaults('corporate', 'planned', 'standard', 'lean_team', 'documentation'),
  ngo: defaults('smb', 'planned', 'standard', 'minimal', 'strategy_design'),
  government: defaults('enterprise', 'planned', 'advanced', 'enterprise_budget', 'documentation'),
  web3: defaults('startup', 'sprint', 'advanced', 'lean_team', 'experimentation'),
  aiml: defaults('startup', 'sprint', 'expert', 'lean_team', 'experimentation'),
  cybersecurity: defaults('corporate', 'planned', 'expert', 'full_stack_org', 'audit'),
  manufacturing: defaults('corporate', 'planned', 'advanced', 'full_stack_org', 'implementation'),
  logistics: defaults('corporate', 'planned', 'standard', 'full_stack_org', 'implementation'),
  travel: defaults('smb', 'planned', 'standard', 'lean_team', 'implementation'),
  gaming: defaults('startup', 'sprint', 'advanced', 'lean_team', 'experimentation'),
  fashion: defaults('boutique_agency', 'sprint', 'standard', 'agency_stack', 'strategy_design'),
  beauty: defaults('personal_brand', 'planned', 'standard', 'solo', 'strategy_design'),
  spiritual: defaults('personal_brand', 'low', 'foundational', 'solo', 'training'),
  architecture: defaults('boutique_agency', 'planned', 'advanced', 'agency_stack', 'documentation'),
  agriculture: defaults('smb', 'planned', 'standard', 'lean_team', 'implementation'),
  generic: defaults('smb', 'planned', 'standard', 'lean_team', 'implementation'),
};
