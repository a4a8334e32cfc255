import type { PatternFamily } from '../compile-patterns.js';

/** Overrides in the languages other than English in which they are most seen. */
export const overrideAbroad: PatternFamily = {
  code: 'instruction_override',
  patterns: `
    72 ! @overrideAbroad ~4 @priorAbroad ~2 @instructionsAbroad
    72 ! @overrideAbroad ~4 @instructionsAbroad ~3 @priorAbroad
    66 @priorAbroad ~3 @instructionsAbroad ~4 @overrideAbroad
    55 ! @overrideAbroad ~2 @everythingAbroad ~3 @priorAbroad|@instructionsAbroad
    45 ! @overrideAbroad ~2 deine|deiner|ihre|tes|vos|tus|sus|suas|tuas|seus|tue|твои|свои|ваши ~2 @instructionsAbroad|filter|filtros|filtres|restricciones|restrições|restrictions|ограничения
    52 ! @overrideAbroad ~1 @everythingAbroad
    72 @overrideGlyphs ~8 @priorGlyphs ~6 @instructionGlyphs
    70 @priorGlyphs ~8 @instructionGlyphs ~10 @overrideGlyphs
    55 @overrideGlyphs ~4 所有|一切|你的|全部 ~6 @instructionGlyphs
    60 @priorHangul ~6 @instructionHangul ~8 @overrideHangul
    `,
};

/** Extraction of prompts in the same languages. */
export const extractionAbroad: PatternFamily = {
  code: 'prompt_extraction',
  patterns: `
    62 ! @revealAbroad ~5 @ownAbroad ~2 @instructionsAbroad|@promptAbroad
    60 ! @revealAbroad ~5 @promptAbroad
    58 @whatAbroad ~3 @ownAbroad ~2 @instructionsAbroad|@promptAbroad
    52 ! wiederhole|répète|répétez|repite|repita|ripeti|повтори|tekrarla ~3 @everythingAbroad ~3 @priorAbroad
    62 显示|告诉我|输出|重复|打印|泄露|透露|列出|说出|给我|展示|写出 ~6 系统提示|提示词|初始指令|系统指令|你的指令|原始指令|系统消息|隐藏指令|上面的内容|以上内容|系统设定
    58 你的|你 ~4 系统提示词|系统提示|初始指令|提示词|指令 ~2 是什么|是啥|是甚么
    62 システムプロンプト|初期指示|あなたの指示|最初の指示|上記の指示|内部指示 ~6 教えて|表示|出力|見せて|繰り返|示して|公開|書き出
    60 시스템_프롬프트|시스템프롬프트|초기_지시|초기_프롬프트|너의_지시|당신의_지시 ~8 알려|보여|출력|공개|말해|반복
    60 @promptTurkish ~3 göster|yaz|söyle|paylaş|açıkla|tekrarla|yazdır|listele|nedir|neler|nelerdir
    `,
};
