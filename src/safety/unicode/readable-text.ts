const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Characters that a text meant for reading doesn't hold; the last stands for bytes that are no UTF-8. */
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/;
const encodedAgain = /^[A-Za-z0-9+/_=\s-]+$|[%\\&][#ux0-9a-f]{1,2}[0-9a-f]{1,4};?[%\\&]/i;

/** The text that bytes are in UTF-8, or null when they are none that reads as words or as something encoded. */
export function readableText(bytes: Uint8Array): string | null {
  const text = utf8.decode(bytes);
  if (unreadable.test(text)) return null;
  if (encodedAgain.test(text)) return text;
  return lettersAndSpacesIn(text) * 10 >= text.length * 6 ? text : null;
}

/** Whatever is not ASCII counts as a letter. */
function lettersAndSpacesIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const lower = code | 32;
    if (code === 0x20 || code > 0x7f || (lower >= 0x61 && lower <= 0x7a)) count += 1;
  }
  return count;
}
