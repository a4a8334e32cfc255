import type { Found } from './found.js';

const begin = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g;
/** The shortest keys have 64 characters. */
const leastBody = 60;
const leastLine = 16;

/** Private keys in the armour of PEM or OpenPGP, also when their end is missing. */
export function privateKeys(text: string): readonly Found<'private_key'>[] {
  if (!text.includes('PRIVATE KEY')) return [];
  const heads = [...text.matchAll(begin)];
  return heads.flatMap(({ 0: head, index: start }, place) => {
    const from = start + head.length;
    const body = text.slice(from, heads[place + 1]?.index);
    const tail = body.indexOf('-----END ');
    const length = tail === -1 ? linesOf(body) : tail;
    if (!holdsKey(body.slice(0, length))) return [];
    const foot = tail === -1 ? 0 : (/^-----END [A-Z0-9 ]*-----/.exec(body.slice(tail, tail + 80))?.[0].length ?? 9);
    return [{ code: 'private_key' as const, start, end: from + length + foot, confidence: 0.98 }];
  });
}

function holdsKey(body: string): boolean {
  const lines = body.match(/[A-Za-z0-9+/=]+/g) ?? [];
  const long = lines.filter((line) => line.length >= leastLine);
  return long.join('').length >= leastBody;
}

/** How far lines of base64 go on. White space may be written out, as in a string of JSON. */
function linesOf(body: string): number {
  let length = 0;
  for (const { 0: part, index } of body.matchAll(/[A-Za-z0-9+/=]+|\s+|\\[nrt]|[\s\S]/g)) {
    if (!/^(?:\s|\\[nrt])/.test(part) && (part.length < leastLine || part.includes('\\'))) break;
    if (part.length >= leastLine) length = index + part.length;
  }
  return length;
}
