/** Titles of what a plan may include. A feature of your own is shown by its name until it has one here. */
const known: Readonly<Record<string, string>> = {
  gpt_editor: 'Optimizing and scoring prompts',
  live_test: 'Tests of prompts with a model',
  all_modules: 'All modules',
  export_txt: 'Export as text',
  export_md: 'Export as Markdown',
  export_json: 'Export as JSON',
  export_zip: 'Export as an archive',
  api_keys: 'API keys',
  analytics: 'Analytics',
  team: 'A team',
  custom_models: 'Models of your own',
};

export const featureTitle = (feature: string): string => known[feature] ?? feature.replaceAll('_', ' ');
