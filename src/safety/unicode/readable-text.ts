const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Characters that a text meant for reading doesn't hold. */
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const lettersAndSpaces = /[\p{L}\p{M} ]/gu;

/** The text that bytes are in UTF-8, or null when they are none that reads as words or as escapes. */
export function readableText(bytes: Uint8Array): string | null {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return null;
  }
  if (unreadable.test(text)) return null;
  const encodedAgain = /^[A-Za-z0-9+/_=\s-]+$|(?:[%\\&][#ux0-9a-f]{1,2}[0-9a-f]{1,4};?){3}/i.test(text);
  const letters = text.match(lettersAndSpaces)?.length ?? 0;
  return encodedAgain || letters * 10 >= text.length * 6 ? text : null;
}
