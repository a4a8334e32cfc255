/** The values each of the seven parameters may take. */
export const sevenDValues = {
  domain: [
    'saas',
    'fintech',
    'ecommerce',
    'consulting',
    'education',
    'healthcare',
    'legal',
    'marketing',
    'media',
    'real_estate',
    'hr',
    'ngo',
    'government',
    'web3',
    'aiml',
    'cybersecurity',
    'manufacturing',
    'logistics',
    'travel',
    'gaming',
    'fashion',
    'beauty',
    'spiritual',
    'architecture',
    'agriculture',
    'generic',
  ],
  scale: ['personal_brand', 'solo', 'startup', 'boutique_agency', 'smb', 'corporate', 'enterprise'],
  urgency: ['low', 'planned', 'sprint', 'pilot', 'crisis'],
  complexity: ['foundational', 'standard', 'advanced', 'expert'],
  resources: ['minimal', 'solo', 'lean_team', 'agency_stack', 'full_stack_org', 'enterprise_budget'],
  application: [
    'training',
    'audit',
    'implementation',
    'strategy_design',
    'crisis_response',
    'experimentation',
    'documentation',
  ],
  output_format: ['txt', 'md', 'checklist', 'spec', 'playbook', 'json', 'yaml', 'diagram', 'bundle'],
} as const;

export type SevenDParameter = keyof typeof sevenDValues;
export const sevenDParameters = Object.keys(sevenDValues) as readonly SevenDParameter[];

/** The context of a prompt: seven parameters, each with a value from its list. */
export type SevenD = { readonly [P in SevenDParameter]: (typeof sevenDValues)[P][number] };
export type Domain = SevenD['domain'];

/** The two that have no default: nobody can guess them. */
export const requiredParameters = ['domain', 'output_format'] as const satisfies readonly SevenDParameter[];
export type OptionalParameter = Exclude<SevenDParameter, 'domain' | 'output_format'>;

/** What a caller gives: the two required parameters and any of the others. */
export type SevenDInput = Pick<SevenD, 'domain' | 'output_format'> & Partial<Pick<SevenD, OptionalParameter>>;

/** A complete set, and which of its values were filled in from the domain's defaults. */
export interface ResolvedSevenD {
  readonly values: SevenD;
  readonly defaulted: readonly OptionalParameter[];
}
