import { sevenDValues } from '../../domain/seven-d/seven-d.js';

/** What says nothing about the language of a text: code, quotations, markup, addresses, placeholders. */
const silent = [
  /```[^`]*(?:```|$)/gu,
  /`[^`\n]*`/gu,
  /"[^"\n]*"/gu,
  /“[^“”\n]*”/gu,
  /„[^„“”\n]*[“”]/gu,
  /«[^«»\n]*»/gu,
  /「[^「」\n]*」/gu,
  /\bhttps?:\/\/[^\s<>]+/gu,
  /@[^\s@]+/gu,
  /\{[^{}\n]*\}/gu,
  /<[^<>\n]+>/gu,
  /\[[^[\]\n]+\]/gu,
  /%\([\w.]{1,64}\)[sdif]/gu,
  /\$\w+/gu,
];

/** Names of formats and the values of the 7D parameters are the same in every language. */
const jargon = new Set([
  ...Object.values(sevenDValues)
    .flat()
    .flatMap((value) => value.toLowerCase().split('_')),
  ...'api app asap b2b b2c blog brief briefing chat chatbot content crm csv dashboard deadline email feedback html input java javascript kpi linkedin marketing markdown meeting newsletter online output pdf playbook post prompt python roadmap saas seo slide smb social sql story team tool typescript update web website workflow workshop xml'.split(
    ' ',
  ),
]);

const words = /[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu;

/** The words of a text that tell in which language somebody writes. */
export function measuredText(text: string): string {
  const spoken = silent.reduce((rest, pattern) => rest.replace(pattern, ' '), text).match(words) ?? [];
  return spoken.filter((word) => !jargon.has(word.toLowerCase())).join(' ');
}
