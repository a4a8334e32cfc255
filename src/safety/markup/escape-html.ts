import { requireText } from '../require-text.js';

const special = /[&<>"'`\r\0]/g;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '\r': '&#13;',
  // HTML cannot say it: parsers drop it or put this in its place.
  '\0': '\uFFFD',
};

/**
 * A text as HTML that shows it and does nothing: a parser reads back the very same text, except for
 * NUL, which becomes U+FFFD. A carriage return is escaped too, or a parser would make it a line feed.
 *
 * Safe between the tags of ordinary elements (`<p>`, `<td>`, `<title>`, `<textarea>`), and in the
 * value of an attribute in double or single quotes. For a template that leaves quotes out, add them:
 * without quotes a space ends the value. `<pre>` and `<textarea>` lose a line feed that comes first.
 *
 * Not safe, since no escaping helps there: in `<script>`, `<style>`, comments, names of tags and
 * attributes, event handlers, `style` and `srcdoc`, and as a URL. For `href` and `src` take the
 * answer of `safeUrl`, and escape that.
 *
 * @throws PromptForgeError `request_invalid` for what is no text.
 */
export function escapeHtml(text: string): string {
  requireText('escapeHtml', text);
  return text.replace(special, (character) => references[character] ?? character);
}
