/** A place in a page where a host puts a text, which is already escaped or not at all. */
export interface HtmlContext {
  readonly name: string;
  readonly html: (text: string) => string;
  /** What ends the place, for a text that is not escaped. */
  readonly wayOut: string;
  /** The attribute the text is in; null for the content. */
  readonly attribute: 'title' | 'value' | null;
}

export const htmlContexts: readonly HtmlContext[] = [
  { name: 'body', html: (text) => `<p>${text}</p>`, wayOut: '', attribute: null },
  { name: 'double-quoted title', html: (text) => `<p title="${text}"></p>`, wayOut: '">', attribute: 'title' },
  { name: 'single-quoted title', html: (text) => `<p title='${text}'></p>`, wayOut: "'>", attribute: 'title' },
  { name: 'double-quoted value', html: (text) => `<input value="${text}">`, wayOut: '">', attribute: 'value' },
  { name: 'single-quoted value', html: (text) => `<input value='${text}'>`, wayOut: "'>", attribute: 'value' },
  {
    name: 'unquoted, quotes added',
    html: (text) => `<p ${['title=', text].map((part, index) => (index === 0 ? part : `"${part}"`)).join('')}></p>`,
    wayOut: '">',
    attribute: 'title',
  },
];
