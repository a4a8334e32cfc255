import type { IssueMeaning } from '../issue-meaning.js';

const showAsText = 'Put code into a fenced block, or take the tag out; whoever shows the text has to escape it.';

/** What the findings about HTML mean. */
export const markupMeanings = {
  script_element: {
    category: 'markup',
    severity: 'high',
    message: 'The text holds a script element.',
    fix: showAsText,
  },
  event_handler: {
    category: 'markup',
    severity: 'high',
    message: 'The text holds a tag with an event handler.',
    fix: showAsText,
  },
  handler_outside_tag: {
    category: 'markup',
    severity: 'high',
    message: 'The text holds an event handler behind a quote that would end an attribute.',
    fix: showAsText,
  },
  script_in_attribute: {
    category: 'markup',
    severity: 'high',
    message: 'The text holds a tag whose attribute leads to a script.',
    fix: 'Use an https address, or take the attribute out.',
  },
  document_in_attribute: {
    category: 'markup',
    severity: 'high',
    message: 'The text holds a tag whose attribute carries a document of its own.',
    fix: 'Use an https address, or take the attribute out.',
  },
  active_style: {
    category: 'markup',
    severity: 'high',
    message: 'The text holds a style that runs a script or fetches another style.',
    fix: 'Take the style out.',
  },
  embedded_content: {
    category: 'markup',
    severity: 'medium',
    message: 'The text holds a tag that embeds another page or program.',
    fix: showAsText,
  },
  page_setting: {
    category: 'markup',
    severity: 'medium',
    message: 'The text holds a tag that changes the page around it: its base, its target or what it loads.',
    fix: showAsText,
  },
  form_target: {
    category: 'markup',
    severity: 'medium',
    message: 'The text holds a form or a button that sends what is entered somewhere.',
    fix: showAsText,
  },
  animated_attribute: {
    category: 'markup',
    severity: 'high',
    message: 'The text holds an animation of an address or an event handler, or a drawing fetched from elsewhere.',
    fix: showAsText,
  },
  xml_instruction: {
    category: 'markup',
    severity: 'medium',
    message: 'The text holds a declaration of XML that fetches or defines content.',
    fix: showAsText,
  },
} as const satisfies Readonly<Record<string, IssueMeaning>>;

export type MarkupCode = keyof typeof markupMeanings;
