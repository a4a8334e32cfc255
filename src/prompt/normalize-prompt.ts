/** Control characters that carry no text: all of C0 and C1 but tab and line feed. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * The one spelling of a text: well-formed Unicode in NFC, line feeds as line ends, no control
 * characters, no white space at either end. Applying it twice changes nothing.
 */
export function normalizePrompt(text: string): string {
  return text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(controls, '').normalize('NFC').trim();
}
