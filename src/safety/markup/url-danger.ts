import { decodeReferences } from './decode-references.js';
import { scriptSchemes } from './script-schemes.js';

// Browsers drop tabs and line ends; what else is dropped here, some parser has dropped once.
const dropped = /[\0-\x20\x7F-\xA0\s\p{Default_Ignorable_Code_Point}\uFFFD]+/gu;
const scheme = /^(?:url\(["']?|["'])?([a-z][a-z\d+.-]*):/;
const documentData =
  /data:(?:text\/html|text\/xml|text\/xsl|text\/javascript|application\/(?:xhtml\+xml|xml|javascript|x-javascript)|image\/svg)/;
const harmless = /^javascript:(?:void\(?0?\)?|\/\/)?;?$/;

/** Longer than any disguise of a scheme that is worth its letters. */
const beginning = 400;

/** What a URL does in a place that follows it: runs a script, shows a document that it carries, nothing, or whatever it does. */
export type UrlDanger = 'script' | 'document' | 'no_operation' | null;

/** What the value of an attribute does, or the target of a link in Markdown, with its references still encoded. */
export function urlDanger(value: string): UrlDanger {
  if (!value.slice(0, beginning).includes(':') && !value.includes('&')) return null;
  const decoded = decodeReferences(value.slice(0, beginning)).text;
  const compact = decoded.replace(dropped, '').toLowerCase();
  const found = scheme.exec(compact)?.[1];
  if (found === undefined) return null;
  if (scriptSchemes.has(found)) return harmless.test(compact) ? 'no_operation' : 'script';
  if (found === 'feed' || found === 'view-source' || found === 'jar') return urlDanger(compact.slice(found.length + 1));
  return found === 'data' && documentData.test(compact) ? 'document' : null;
}
