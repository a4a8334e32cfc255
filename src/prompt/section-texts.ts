import type { Domain, SevenD } from '../domain/seven-d.js';

const domainTitles: Readonly<Record<Domain, string>> = {
  saas: 'SaaS product manager',
  fintech: 'fintech product and compliance lead',
  ecommerce: 'ecommerce manager',
  consulting: 'consulting partner',
  education: 'education specialist and instructional designer',
  healthcare: 'healthcare operations and quality lead',
  legal: 'legal counsel',
  marketing: 'marketing strategist',
  media: 'media editor',
  real_estate: 'real estate broker',
  hr: 'HR business partner',
  ngo: 'NGO program manager',
  government: 'government policy officer',
  web3: 'web3 protocol engineer',
  aiml: 'AI/ML engineer',
  cybersecurity: 'cybersecurity engineer',
  manufacturing: 'manufacturing operations engineer',
  logistics: 'logistics manager',
  travel: 'travel and hospitality manager',
  gaming: 'gaming producer',
  fashion: 'fashion brand manager',
  beauty: 'beauty brand manager',
  spiritual: 'spiritual teacher',
  architecture: 'architecture practice lead',
  agriculture: 'agriculture adviser',
  generic: 'practitioner of the field',
};

/** Values whose spelling is not how people write them. */
const spelledOut: Readonly<Record<string, string>> = {
  saas: 'SaaS',
  hr: 'HR',
  ngo: 'NGO',
  aiml: 'AIML (artificial intelligence and machine learning)',
  generic: 'general',
  personal_brand: 'a personal brand',
  solo: 'a solo professional',
  startup: 'a startup',
  boutique_agency: 'a boutique agency',
  smb: 'a small or medium-sized business (SMB)',
  corporate: 'a corporate organization',
  enterprise: 'an enterprise',
};

/** How the values of parameters are put into words. */
export const sectionPhrases = {
  plain: (value: string): string => value.replaceAll('_', ' '),
  domain: (domain: Domain): string => spelledOut[domain] ?? domain.replaceAll('_', ' '),
  scale: (scale: SevenD['scale']): string => spelledOut[scale] ?? scale,
};

const levels: Readonly<Record<SevenD['complexity'], string>> = {
  foundational: 'an experienced',
  standard: 'an experienced',
  advanced: 'a senior',
  expert: 'a leading',
};

export function domainRole({ domain, complexity, scale }: SevenD): string {
  return `Act as ${levels[complexity]} ${domainTitles[domain]} working with ${sectionPhrases.scale(scale)}.`;
}

/** The 7D parameters in words, a line for each but the format. */
export function contextLines({
  domain,
  scale,
  urgency,
  complexity,
  resources,
  application,
}: SevenD): readonly string[] {
  const { plain } = sectionPhrases;
  return [
    `- Field: ${sectionPhrases.domain(domain)}`,
    `- Organization: ${sectionPhrases.scale(scale)}`,
    `- Time frame: ${plain(urgency)}`,
    `- Depth: ${plain(complexity)}`,
    `- Resources: ${plain(resources)}`,
    `- Purpose of the answer: ${plain(application)}`,
  ];
}

/** What each output format asks of the answer. */
export const formatSpecification: Readonly<Record<SevenD['output_format'], readonly string[]>> = {
  txt: ['- Format: plain text in short paragraphs, without markup.', '- Begin with the conclusion in one sentence.'],
  md: [
    '- Format: Markdown with a heading for each part.',
    '- Parts: summary in at most five sentences, the answer itself, next steps.',
  ],
  checklist: [
    '- Format: a checklist in Markdown; each item begins with "- [ ]" and a verb.',
    '- Each item names who does it and how to tell that it is done.',
  ],
  spec: [
    '- Format: a specification in Markdown.',
    '- Sections: purpose, scope, numbered requirements, acceptance criteria, open questions.',
  ],
  playbook: [
    '- Format: a playbook in Markdown.',
    '- Sections: trigger, roles, numbered steps with time limits, decision points, how to close.',
  ],
  json: [
    '- Format: one valid JSON object and nothing else.',
    '- Fields: "summary" (string), "items" (array of objects with "title" and "detail"), "open_questions" (array of strings).',
  ],
  yaml: [
    '- Format: one valid YAML document and nothing else.',
    '- Fields: summary, items (each with title and detail), open_questions.',
  ],
  diagram: [
    '- Format: one Mermaid diagram in a fenced code block, followed by a legend.',
    '- Every node has a name a newcomer understands.',
  ],
  bundle: [
    '- Format: two or more files, each in a fenced code block under its file name.',
    '- Begin with a README that says what each file is for.',
  ],
};

/** The steps that suit each purpose. */
export const applicationProcess: Readonly<Record<SevenD['application'], readonly string[]>> = {
  training: [
    'Say what the learner can do afterwards.',
    'Teach in small steps, each with one worked example.',
    'Close with exercises and their answers.',
  ],
  audit: [
    'List what is examined and against which standard.',
    'Record each finding with its evidence and severity.',
    'Recommend a remedy for each finding, the most severe first.',
  ],
  implementation: [
    'Restate the goal and what it depends on.',
    'Break the work into ordered tasks with inputs and results.',
    'Name the risks of each task and how to test it.',
  ],
  strategy_design: [
    'Describe the situation and the decision to be made.',
    'Compare at least three options by the same criteria.',
    'Recommend one and give the first three actions.',
  ],
  crisis_response: [
    'Say what must happen within the first hour.',
    'Assign each action to a role and a time.',
    'Say whom to inform, when, and with which facts.',
  ],
  experimentation: [
    'State the hypothesis and the measure that decides.',
    'Describe the smallest test that could refute it.',
    'Say what follows from each outcome.',
  ],
  documentation: [
    'Name the reader and what they come to find out.',
    'Order the material from the common to the rare.',
    'Mark what is fact, what is decision, and what is open.',
  ],
};
