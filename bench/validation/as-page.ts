import { JSDOM } from 'jsdom';

const { window } = new JSDOM('');

/** Where an address may run: `element attribute`. */
const addresses: ReadonlySet<string> = new Set([
  ...['a href', 'area href', 'form action', 'input formaction', 'button formaction', 'object data'],
  ...['iframe src', 'frame src', 'embed src', 'set to', 'animate to', 'animate from', 'animate values'],
]);

/** Those that also take a whole document. */
const framed = /^(?:iframe|frame|embed|object)$/;
const documentIn = /^data:(?:text\/html|image\/svg\+xml|application\/xhtml\+xml)/i;

/**
 * Whether a text that is pasted into a page as HTML holds something that runs in a browser of today: a script,
 * an event handler, an address of the scheme javascript, or a frame with a document of its own. A parser of
 * HTML says what it holds, and nothing of ours is asked.
 */
export function holdsWhatRuns(html: string): boolean {
  if (!html.includes('<')) return false;
  const page = new window.DOMParser().parseFromString(`<!doctype html><body><div>${html}</div>`, 'text/html');
  return [...page.getElementsByTagName('*')].some(runs);
}

function runs({ localName: element, attributes }: Element): boolean {
  if (element === 'script') return true;
  return [...attributes].some(({ localName, value }) => {
    if (/^on[a-z]+$/.test(localName) && value !== '') return true;
    if (element === 'iframe' && localName === 'srcdoc') return holdsWhatRuns(value);
    if (!addresses.has(`${element} ${localName}`)) return false;
    const address = value.replaceAll(/[\0-\x20]/g, '');
    return /^javascript:/i.test(address) || (framed.test(element) && documentIn.test(address));
  });
}

/**
 * Whether two texts are the same but for what encoding them as HTML makes of them: each may be read as it is, or
 * with its references to characters read and its line ends as a parser has them. Tags are left as they are, and
 * white space at either end says nothing.
 */
export function sameBesidesEncoding(one: string, other: string): boolean {
  const readings = new Set([one.trim(), decoded(one)]);
  return readings.has(other.trim()) || readings.has(decoded(other));
}

function decoded(text: string): string {
  const element = window.document.createElement('div');
  element.innerHTML = text.replaceAll('<', '&lt;');
  return element.textContent.trim();
}
