/**
 * How a model begins when it speaks to somebody, instead of giving the text alone: "Sure!", "Here is
 * the rewritten prompt:". Read at the start of a rewrite only.
 */
export const framingPhrases: readonly RegExp[] = [
  /^(?:sure(?: thing)?|certainly|of course|absolutely|gladly|happy to help|no problem|great question|got it|understood|okay|alright|i['’]d be (?:happy|glad) to|i['’]?m happy to)(?:[!.,:—–-]|\s?\n)/iu,
  /^(?:here(?:['’]s| is| are)|below (?:is|are)|this is|the following is) (?:(?:my|your|the|an?|some|one|possible) )?(?:(?:new|fully|slightly|more|possible|short|quick|brief|well|simple|clear|clearer|detailed) ){0,2}(?:re-?written|improved|optimi[sz]ed|revised|refined|enhanced|polished|better|reworked|updated|edited|suggested|requested)\b/iu,
  /^(?:here(?:['’]s| is| are)|below (?:is|are)) (?:your|the|an?|some) (?:[\p{L}\p{N}'’-]{1,30} ){0,6}[\p{L}\p{N}'’-]{1,30}(?: (?:for|about|of|on|in|to|with|that|you|as) [^\n.:]{1,100})?:\s?(?:\n|$)/iu,
  /^i(?:['’]ve| have) (?:re-?written|improved|optimi[sz]ed|revised|refined|drafted|written|prepared|created)\b/iu,
  /^(?:(?:re-?written|improved|optimi[sz]ed|revised|refined|enhanced|final) (?:prompt|version|text))\s?[:\n]/iu,
  /^(?:i['’]m sorry|sorry,|i apologi[sz]e|i cannot|i can['’]t|i am unable|i['’]m unable|as an ai\b)/iu,
  /^(?:klar[!,.]|gerne[!,.]|natürlich[!,.]|selbstverständlich[!,.]|sicher[!,.]|hier (?:ist|sind|kommt|findest|finden) |ich habe (?:den|die|das|ihren|deinen) |(?:überarbeiteter|optimierter|verbesserter) prompt\s?:)/iu,
  /^(?:bien sûr|certainement|avec plaisir|d['’]accord|voici |voilà )/iu,
  /^(?:claro|por supuesto|con gusto|desde luego|aquí (?:tienes|tiene|está|va))(?:[!.,: ])/iu,
  /^(?:certo[!.,]|certamente|ecco |volentieri|con piacere)/iu,
  /^(?:claro[!.,]|com certeza|aqui está|segue |com prazer)/iu,
  /^(?:natuurlijk[!.,]|zeker[!.,]|graag gedaan|hier (?:is|zijn|volgt) )/iu,
  /^(?:självklart[!.,]|här är )/iu,
  /^(?:oczywiście|jasne[!.,]|oto )/iu,
  /^(?:samozřejmě|jistě[!.,]|zde je )/iu,
  /^(?:конечно|разумеется|вот (?:ваш|твой|перепис|улучш|текст|пример)|звісно|ось (?:ваш|твій|перепис|покращ))/iu,
  /^(?:tabii|elbette|işte )/iu,
  /^(?:もちろん|はい、|承知|かしこまりました|以下(?:は|が|に)[^。\n]{0,40}(?:です|ます|示し))/u,
  /^(?:当然|好的|以下是|这是(?:优化|改写|改进|您|你|一)|没问题)/u,
  /^(?:물론|네,|알겠습니다|다음은 )/u,
  /^(?:بالتأكيد|بالطبع|إليك)/u,
  /^(?:ज़रूर|बिल्कुल|यहाँ |यह रहा)/u,
  /^(?:tentu|berikut (?:adalah|ini)|chắc chắn|dưới đây là|natürlich|tietysti|természetesen|desigur|iată )/iu,
];

/** How letters begin, which prompts don't. */
export const letterOpenings: readonly RegExp[] = [
  /^(?:\*\*)?(?:subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|temat|тема|konu|件名|主题|제목)(?:\*\*)?\s?[:：]/iu,
  /^(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|to whom)\b[^\n.?]{0,80}[,!:]\s?(?:\n|$)/iu,
  /^dear [^\n.?]{1,60}[,!:]/iu,
  /^(?:hallo|liebe[rs]?|sehr geehrte[rs]?|guten (?:tag|morgen)|geachte|beste|cher|chère|chers|chères|bonjour|madame|monsieur|estimad[oa]s?|querid[oa]s?|hola|gentile|gentili|egregi[oa]?|caro|cara|cari|ciao|prezad[oa]s?|car[oa]s|olá|hej|kära|bästa|szanown[iya]|drog[iaoey]+|cześć|vážen[íýáe]|milí|дорог(?:ой|ая|ие)|уважаем(?:ый|ая|ые)|здравствуйте|шановн[іаий]+|sayın|değerli|sevgili)\b[^\n.?]{0,80}[,!:](?:\s|$)/iu,
  /^(?:拝啓|お世話になっております|尊敬的|亲爱的|안녕하세요|عزيزي|السادة|प्रिय|आदरणीय|kính gửi|yth\.|kepada yth)/iu,
];
