import type { JsonObject } from '../json/json.js';

/**
 * Wraps text users wrote for a model: JSON strings between two lines that hold a random
 * boundary. The text can neither close the JSON nor guess the boundary, so that a model told to
 * treat what lies between as evidence has no way to mistake it for instructions. Should the
 * boundary stand in the text all the same, it is lengthened by text that doesn't.
 */
export function textEnvelope(boundary: string, fields: JsonObject): string {
  const json = JSON.stringify(fields).replace(escaped, (found) => [...found].map(escapeOf).join(''));
  let line = boundary;
  // Compared with all fields, not their JSON, in which a sign of the boundary might be escaped.
  const texts = textsIn(fields);
  while (texts.some((text) => text.includes(line))) line = `${boundary}-${globalThis.crypto.randomUUID()}`;
  return `-----BEGIN EVIDENCE ${line}-----\n${json}\n-----END EVIDENCE ${line}-----`;
}

/**
 * What JSON lets through and somebody on the way may take for more than text: control characters,
 * the line ends of Unicode, marks that turn the direction of writing, tags that show nothing, and the
 * signs by which some servers tell the turns of a conversation apart.
 */
const escaped =
  /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|<(?=[|/!]|(?:s|bos|eos|pad|unk|start_of_turn|end_of_turn)>)/gu;

function escapeOf(sign: string): string {
  return [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}

function textsIn(value: JsonObject[string]): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
