const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Characters that a text meant for reading doesn't hold; the last stands for bytes that are no UTF-8. */
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/;
const lettersAndSpaces = /[\p{L}\p{M} ]/gu;
const encodedAgain = /^[A-Za-z0-9+/_=\s-]+$|[%\\&][#ux0-9a-f]{1,2}[0-9a-f]{1,4};?[%\\&]/i;

/** The text that bytes are in UTF-8, or null when they are none that reads as words or as something encoded. */
export function readableText(bytes: Uint8Array): string | null {
  const text = utf8.decode(bytes);
  if (unreadable.test(text)) return null;
  if (encodedAgain.test(text)) return text;
  const letters = text.match(lettersAndSpaces)?.length ?? 0;
  return letters * 10 >= text.length * 6 ? text : null;
}
