import { decodePunycode } from './decode-punycode.js';

/** Scripts that share shapes with Latin. Others, such as Han, stand beside Latin in honest names. */
const alike = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}]/u;
const latin = /\p{Script=Latin}/u;

/** Letters that most fonts draw as Latin ones: a label of nothing else spells a Latin word. */
const twins = /^[аӏһеіјорсԛѕԝхуґԁьҽαικνορυχϲϳɑɡɩıɴʀոսօցքհյ\d-]+$/u;
const rareLatin = /[ɑɡɩıɴʀ]/u;

/** How sure it is that a host name is spelled to look like another one, from 0 to 1. `hostname` is as `URL` gives it. */
export function lookalikeConfidence(hostname: string): number {
  if (!hostname.includes('xn--')) return 0;
  const labels = hostname.split('.');
  const decoded = labels.map((label) => (label.startsWith('xn--') ? (decodePunycode(label.slice(4)) ?? '') : ''));
  if (decoded.some((label) => alike.test(label) && latin.test(label))) return 0.8;
  const latinEnd = !(labels.at(-1) ?? '').startsWith('xn--');
  const spelled = decoded.some((label) => label !== '' && (twins.test(label) || rareLatin.test(label)));
  return latinEnd && spelled ? 0.6 : 0;
}
