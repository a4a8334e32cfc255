import type { components } from 'promptforge/client';

export type SevenDInput = components['schemas']['SevenDInput'];
export type Parameter = keyof SevenDInput;
export type SevenDDraft = { readonly [P in Parameter]-?: NonNullable<SevenDInput[P]> | '' };

/** A title for each value. The types are those of the API, so that none can be missing here. */
type Values = { readonly [P in Parameter]-?: Readonly<Record<NonNullable<SevenDInput[P]>, string>> };

export const values: Values = {
  domain: {
    saas: 'Software as a service',
    fintech: 'Finance',
    ecommerce: 'Online retail',
    consulting: 'Consulting',
    education: 'Education',
    healthcare: 'Healthcare',
    legal: 'Law',
    marketing: 'Marketing',
    media: 'Media',
    real_estate: 'Real estate',
    hr: 'Human resources',
    ngo: 'Non-profit',
    government: 'Government',
    web3: 'Web3',
    aiml: 'AI and machine learning',
    cybersecurity: 'Cybersecurity',
    manufacturing: 'Manufacturing',
    logistics: 'Logistics',
    travel: 'Travel',
    gaming: 'Games',
    fashion: 'Fashion',
    beauty: 'Beauty',
    spiritual: 'Spirituality',
    architecture: 'Architecture',
    agriculture: 'Agriculture',
    generic: 'Anything else',
  },
  output_format: {
    txt: 'Plain text',
    md: 'Markdown',
    checklist: 'Checklist',
    spec: 'Specification',
    playbook: 'Playbook',
    json: 'JSON',
    yaml: 'YAML',
    diagram: 'Diagram',
    bundle: 'Bundle',
  },
  scale: {
    personal_brand: 'Personal brand',
    solo: 'One person',
    startup: 'Startup',
    boutique_agency: 'Small agency',
    smb: 'Small or medium business',
    corporate: 'Corporation',
    enterprise: 'Enterprise',
  },
  urgency: { low: 'Whenever', planned: 'Planned', sprint: 'Sprint', pilot: 'Pilot', crisis: 'Crisis' },
  complexity: { foundational: 'Foundational', standard: 'Standard', advanced: 'Advanced', expert: 'Expert' },
  resources: {
    minimal: 'Minimal',
    solo: 'One person',
    lean_team: 'Lean team',
    agency_stack: 'Agency',
    full_stack_org: 'Whole organization',
    enterprise_budget: 'Enterprise budget',
  },
  application: {
    training: 'Training',
    audit: 'Audit',
    implementation: 'Implementation',
    strategy_design: 'Strategy',
    crisis_response: 'Crisis response',
    experimentation: 'Experiment',
    documentation: 'Documentation',
  },
};

export const titles: Readonly<Record<Parameter, string>> = {
  domain: 'Domain',
  output_format: 'Output format',
  scale: 'Scale',
  urgency: 'Urgency',
  complexity: 'Complexity',
  resources: 'Resources',
  application: 'Application',
};

export const required = ['domain', 'output_format'] as const;
export const optional = ['scale', 'urgency', 'complexity', 'resources', 'application'] as const;

export const emptyDraft: SevenDDraft = {
  domain: '',
  output_format: '',
  scale: '',
  urgency: '',
  complexity: '',
  resources: '',
  application: '',
};

/** What is chosen; null while a required one is missing. What is left open follows the domain. */
export function chosen(draft: SevenDDraft): SevenDInput | null {
  if (draft.domain === '' || draft.output_format === '') return null;
  const given = Object.entries(draft).filter(([, value]) => value !== '');
  // Every value of a draft is one of its list.
  return Object.fromEntries(given) as unknown as SevenDInput;
}
