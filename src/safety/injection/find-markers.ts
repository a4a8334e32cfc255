import type { Evidence } from './evidence.js';
import type { InjectionCode } from './injection-code.js';

interface Marker {
  readonly code: InjectionCode;
  readonly weight: number;
  readonly pattern: RegExp;
}

/** What is seen by its punctuation rather than by its words: marks of chat templates, headings of roles, images that carry data away. */
const markers: readonly Marker[] = [
  {
    code: 'forged_role',
    weight: 0.62,
    pattern: /<\|(?:im_start|im_end|im_sep|system|user|assistant|endoftext|endofprompt|eot_id|begin_of_text|start_header_id|end_header_id)\|>|\[\/?INST\]|<<\/?SYS>>/gi,
  },
  { code: 'forged_role', weight: 0.45, pattern: /<\/(?:system|system_prompt|instructions|prompt|user_input|user_query|context|document)>/gi },
  { code: 'forged_role', weight: 0.35, pattern: /(?:^|\n)[ \t]{0,4}(?:#{1,4} ?)?[[(<]?(?:system|system message|system prompt|admin|developer|new instructions?)[\])>]?[ \t]?[:\]>]/gi },
  { code: 'forged_role', weight: 0.3, pattern: /(?:^|\n)[ \t]{0,4}[-=*#_]{4,40} ?(?:end|begin|start|system|new|stop)\b/gi },
  {
    code: 'data_exfiltration',
    weight: 0.6,
    pattern: /!\[[^\]\n]{0,80}\]\([^()\s]{4,200}[?&/=](?:\{|\[|<|%7b|\$\{)[^()\n]{1,80}\)/gi,
  },
];

export function findMarkers(text: string): readonly Evidence[] {
  return markers.flatMap((marker) =>
    [...text.matchAll(marker.pattern)].slice(0, 4).map((match) => ({
      code: marker.code,
      weight: marker.weight,
      span: { start: match.index, end: match.index + match[0].length },
      rule: marker,
    })),
  );
}
