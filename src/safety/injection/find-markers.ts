import type { Evidence } from './evidence.js';
import type { InjectionCode } from './injection-code.js';

interface Marker {
  readonly code: InjectionCode;
  readonly weight: number;
  readonly pattern: RegExp;
  /** What has to follow right behind, a sticky pattern. It belongs to the marker. */
  readonly followed?: RegExp;
  /** What the whole has to hold besides. */
  readonly holding?: RegExp;
}

/** What is seen by its punctuation rather than by its words: marks of chat templates, headings of roles, images that carry data away. */
const markers: readonly Marker[] = [
  {
    code: 'forged_role',
    weight: 0.62,
    pattern:
      /<\|(?:im_start|im_end|im_sep|system|user|assistant|endoftext|endofprompt|eot_id|begin_of_text|start_header_id|end_header_id)\|>|\[\/?INST\]|<<\/?SYS>>/gi,
  },
  {
    code: 'mode_switch',
    weight: 0.45,
    pattern:
      /\[[^[\]\n\p{L}]{0,8}(?:\w{0,8}dan|\w{0,8}jailbreak|jailbroken|unfiltered|uncensored|unrestricted|developer mode|anti-?gpt|evil|jb)\b[^[\]\n]{0,24}\]/giu,
  },
  { code: 'mode_switch', weight: 0.3, pattern: /\[[^[\]\n\p{L}]{0,8}(?:lock: )?(?:chat ?)?gpt\b[^[\]\n]{0,24}\]/giu },
  { code: 'forged_role', weight: 0.45, pattern: /<\/(?:system|system_prompt|user_input|user_query|untrusted)>/gi },
  {
    code: 'forged_role',
    weight: 0.35,
    pattern:
      /(?:^|\n)[ \t]{0,4}(?:#{1,4} ?)?[[(<]?(?:system|system message|system prompt|admin|developer|new instructions?)[\])>]?[ \t]?[:\]>]/gi,
  },
  {
    code: 'forged_role',
    weight: 0.3,
    pattern: /(?:^|\n)[ \t]{0,4}[-=*#_]{4,40} ?(?:end|begin|start|system|new|stop)\b/gi,
  },
  {
    code: 'data_exfiltration',
    weight: 0.6,
    pattern: /!\[[^[\]\n]{0,80}\]\(/g,
    followed: /[^()\n]{4,300}\)/y,
    holding: /[?&/=](?:[{[<]|\$\{|%7b)/i,
  },
];

/** Of one kind, no more are told of: more would prove nothing new. */
const mostOfKind = 4;

export function findMarkers(text: string): readonly Omit<Evidence, 'fenced'>[] {
  const found: Omit<Evidence, 'fenced'>[] = [];
  for (const marker of markers) {
    const { code, weight, pattern, holding } = marker;
    let count = 0;
    for (const { 0: beginning, index: start } of text.matchAll(pattern)) {
      const end = endOf(marker, text, start + beginning.length);
      if (end === null || holding?.test(text.slice(start, end)) === false) continue;
      found.push({ code, weight, span: { start, end }, rule: marker });
      count += 1;
      if (count === mostOfKind) break;
    }
  }
  return found;
}

function endOf({ followed }: Marker, text: string, at: number): number | null {
  if (followed === undefined) return at;
  followed.lastIndex = at;
  return followed.test(text) ? followed.lastIndex : null;
}
