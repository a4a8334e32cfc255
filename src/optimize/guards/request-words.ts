/**
 * Words by which people ask a model for something, in the languages most prompts are written in. Verbs
 * stand as they begin an instruction.
 */

const words = (...texts: readonly string[]): ReadonlySet<string> => new Set(texts.join(' ').split(' '));

/** Instructions that only somebody who wants a text gives. They seldom begin a sentence of an answer. */
export const askingVerbs = words(
  // English
  'write draft compose explain describe summarize summarise list compare analyze analyse translate rewrite rephrase paraphrase proofread outline suggest',
  'propose recommend generate produce brainstorm classify categorize extract respond reply answer evaluate critique assess discuss define provide present',
  'elaborate simplify shorten formulate state review act return output structure format name identify design devise convert calculate compute',
  'create make build give find help plan develop prepare tell show fix improve optimize optimise teach come motivate convince persuade inspire advise guide',
  'walk turn combine expand condense document draw sketch script pitch research investigate interview quiz grade score map sort group order rename phrase',
  'solve implement refactor debug proof prove illustrate interpret rank rate edit correct cite justify specify research behave',
  // German
  'schreib schreibe schreiben verfasse verfassen erkläre erklär erklären beschreibe beschreiben fasse fass nenne nennen liste vergleiche vergleichen analysiere',
  'analysieren übersetze übersetzen formuliere formulieren erstelle erstellen entwirf entwerfen schlage gib antworte erläutere erläutern bewerte bewerten prüfe',
  'korrigiere überarbeite gliedere skizziere entwickle berechne stelle mache mach baue finde hilf plane zeige sag sage schildere definiere begründe ordne sortiere',
  'zähle untersuche beurteile prüfen ermittle zeichne gestalte dichte erzähle beantworte vereinfache kürze programmiere implementiere ergänze empfiehl',
  // French
  'écris écrivez rédige rédigez explique expliquez décris décrivez résume résumez liste listez compare comparez analyse analysez traduis traduisez propose',
  'proposez génère générez donne donnez crée créez reformule reformulez présente présentez corrige corrigez évalue évaluez réponds répondez calcule nomme cite citez indique indiquez dis dites imagine prépare préparez établis élabore détaille définis raconte suggère',
  'recommande conçois dresse aide fais faites trouve montre transforme vérifie améliore simplifie classe rends formule énumère dessine',
  // Spanish
  'escribe escriba redacta redacte explica explique describe describa resume resuma enumera enumere compara compare analiza analice traduce traduzca propón',
  'proponga genera genere crea cree elabora elabore sugiere sugiera responde responda corrige corrija evalúa reformula calcula dame nombra nombre menciona indica indique di diga prepara prepare diseña define cuenta recomienda haz haga ayúdame ayuda encuentra',
  'muestra desarrolla planifica mejora simplifica clasifica convierte presenta incluye ordena cita detalla programa inventa',
  // Italian
  'scrivi scriva redigi spiega spieghi descrivi descriva riassumi riassuma elenca elenchi confronta analizza traduci proponi genera crea suggerisci rispondi',
  'correggi valuta riformula calcola fornisci presenta indica nomina cita prepara definisci racconta consiglia fai dammi aiutami trova mostra sviluppa',
  'pianifica migliora semplifica classifica converti elabora illustra inventa progetta dimmi di’ nominate',
  // Portuguese
  'escreva escreve redija explique explica descreva descreve resuma resume liste lista compare compara analise analisa traduza traduz proponha sugira gere',
  'crie elabore responda corrija avalie reformule calcule forneça apresente atue diga nomeie indique cite prepare defina conte recomende faça ajude encontre mostre desenvolva planeje planeie melhore simplifique',
  'classifique converta sugere dê invente projete enumere detalhe monte formule organize traduza escreve cria',
  // Dutch
  'schrijf beschrijf vat noem vergelijk analyseer vertaal formuleer maak geef stel leg beoordeel verbeter herschrijf bereken bedenk ontwerp som vertel help zoek toon plan bereid definieer adviseer verklaar corrigeer orden',
  // Swedish
  'skriv förklara beskriv sammanfatta lista jämför analysera översätt föreslå formulera ge skapa nämn berätta gör hitta hjälp visa planera definiera rekommendera rätta räkna utveckla',
  // Polish
  'napisz wyjaśnij opisz streść podsumuj wymień porównaj przeanalizuj przetłumacz zaproponuj stwórz przygotuj podaj sformułuj oceń popraw wypisz zrób znajdź pomóż pokaż zaplanuj zdefiniuj opowiedz poleć ułóż oblicz opracuj zaprojektuj nazwij powiedz daj',
  // Czech
  'napiš napište vysvětli vysvětlete popiš shrň vyjmenuj porovnej analyzuj přelož navrhni vytvoř uveď najdi pomoz ukaž naplánuj definuj vyprávěj doporuč vypočítej oprav ohodnoť zpracuj řekni jmenuj sestav shrňte popište navrhněte',
  // Russian
  'напиши напишите объясни объясните опиши опишите перечисли перечислите сравни сравните проанализируй переведи переведите предложи предложите составь',
  'составьте изложи создай создайте подготовь сформулируй оцени исправь перескажи назови назовите приведи дай рассчитай придумай придумайте сделай найди помоги покажи расскажи определи посоветуй разработай спланируй',
  'улучши упрости классифицируй ответь скажи оформи сочини суммируй подбери укажи',
  // Ukrainian
  'напиши поясни опиши перелічи порівняй проаналізуй переклади запропонуй склади виклади створи підготуй сформулюй оціни виправ назви наведи зроби знайди допоможи покажи розкажи визнач порадь розроби сплануй покращ скажи придумай',
  // Arabic
  'اكتب اشرح صف لخص قارن حلل ترجم اقترح أنشئ اذكر عدد قدم صغ',
  // Indonesian
  'tulis tuliskan jelaskan ringkas daftar bandingkan analisis terjemahkan usulkan buat buatlah berikan sebutkan susun',
  // Romanian, Hungarian, Finnish
  'scrie explică descrie rezumă enumeră compară analizează tradu propune creează írj magyarázd foglald sorold hasonlítsd fordítsd javasolj készíts sorolj adj nevezd találj kirjoita',
  'selitä kuvaile tiivistä luettele vertaa analysoi käännä ehdota laadi keksi nimeä anna kerro suunnittele propune găsește oferă numește',
);

/** Instructions that also begin the steps of many an answer: they count where the original gives them too, or at the very start. */
export const doingVerbs = words(
  'use add include ensure check consider keep focus avoid do consult take start begin choose select determine set read think work cover put mention point imagine assume',
  'verwende nutze achte berücksichtige vermeide beginne wähle lies',
  'utilise évite commence usa evita evite',
  'gebruik vermijd użyj используй',
);

/** How somebody speaks to a model about what they want of it. In any place of a sentence. */
export const asking: readonly RegExp[] = [
  /\b(?:you are|you're|you will be|you will act|act as|your (?:task|role|job|goal|mission|answer|response|output|reply)|the (?:task|goal|aim|objective|assignment|deliverable) is)\b/iu,
  /\bi(?: would|'d| want| need|’d)(?: like)? (?:you |an? |the |help|some|to know|to understand)/iu,
  /\b(?:can|could|would|will) you (?:please |kindly |also )?(?:write|draft|explain|describe|tell|give|list|summari[sz]e|help|create|make|provide|translate|show|suggest|compare|find|review|fix|check)\b/iu,
  /\b(?:answer|response|output|result|text|reply|report|e-?mail|message|letter|article|post|poem|story|code|function|script|list|table|summary|translation|plan|version|explanation|each (?:item|entry|point|idea|line|step)) (?:should|must|needs to|has to|is to|shall)\b/iu,
  /\b(?:needed|wanted|required|requested): /iu,
  /\bplease (?:write|draft|explain|describe|give|list|summari[sz]e|create|make|provide|translate|help|show|suggest|compare|find|fix|rewrite|answer|include)\b/iu,
  /\b(?:du bist|sie sind ein|deine (?:aufgabe|rolle|antwort)|ihre aufgabe|handle als|ich (?:brauche|möchte|will|benötige|hätte)|kannst du|können sie|bitte)\b/iu,
  /\b(?:tu es|vous êtes un|ta (?:tâche|réponse)|votre (?:tâche|réponse)|agis|agissez|j['’]aimerais|je (?:veux|voudrais|souhaite)|peux-tu|pouvez-vous|j['’]ai besoin)\b/iu,
  /\b(?:eres un|tu tarea|su tarea|tu respuesta|actúa|necesito|quiero|quisiera|puedes|podrías)\b/iu,
  /\b(?:sei un|il tuo compito|la risposta deve|agisci|ho bisogno|vorrei|voglio|puoi|potresti)\b/iu,
  /\b(?:você é|sua tarefa|a resposta deve|aja|preciso|quero|gostaria|pode|poderia)\b/iu,
  /\b(?:je bent|jouw taak|je taak|ik (?:wil|heb|zou)|kun je|kunt u|graag)\b/iu,
  /\b(?:du är|din uppgift|jag (?:vill|behöver)|kan du)\b/iu,
  /(?:jesteś|twoim zadaniem|potrzebuję|chcę|chciałbym|czy możesz|proszę)/iu,
  /(?:jsi |tvým úkolem|potřebuji|chci|můžeš|prosím)/iu,
  /(?:ты — |твоя задача|мне нужн|хочу|можешь|пожалуйста|ти — |твоє завдання|мені потріб|будь ласка)/iu,
  /(?:sen bir|görevin|istiyorum|lazım|misin|mısın|lütfen|(?:yaz|açıkla|özetle|öner|belirt|listele|anlat|çevir|hazırla|oluştur|karşılaştır|kullan|ver)(?:ın|in|un|ün|ınız|iniz)?(?=[.!;]|$))/iu,
  /(?:てください|て下さい|てくれ|てほしい|なさい|教えて|せよ|すること|お願い|あなたは)/u,
  /(?:请|給我|给我|帮我|你是|你的任务|(?:^|[。！\n，、：])(?:写|解释|总结|列出|翻译|比较|分析|描述|说明|提出|生成|推荐|设计|用|把|为|向|以|作为|介绍)|请问|为什么|如何|怎么|什么)/u,
  /(?:해 ?줘|해 ?주세요|하세요|십시오|써 ?줘|써 ?주세요|알려 ?줘|작성|해라|당신은|줘[.!]?$|줘[.! ])/u,
  /(?:من فضلك|أريد|أحتاج|هل يمكنك|أنت |مهمتك)/u,
  /(?:लिखें|लिखिए|लिखो|समझाएँ|समझाइए|बताएँ|बताइए|दें|दीजिए|सुझाएँ|करें|कीजिए|बनाएँ|कृपया)/u,
  /(?:^|[\n.:])\s?(?:viết|giải thích|tóm tắt|đề xuất|liệt kê|so sánh|dịch|mô tả|hãy)|hãy |bạn là/iu,
];

/** Headings and labels of prompts. A line of an answer hardly ever begins with one. */
export const promptLabel =
  /^(?:task|your task|role|role and goal|goal|goals|objective|instructions?|output|output format|output specification|format|constraints?|requirements?|guardrails|audience|tone|persona|success criteria|acceptance criteria|aufgabe|rolle|ziel|ausgabe|ausgabeformat|anforderungen|vorgaben|zielgruppe|tâche|rôle|objectif|consignes?|contraintes|tarea|rol|objetivo|instrucciones|formato|requisitos|compito|ruolo|obiettivo|istruzioni|tarefa|papel|instruções|taak|rol|doel|zadanie|rola|cel|задача|роль|цель|требования|任务|角色|要求|目标|输出格式|役割|目的|課題|出力形式|条件|역할|과제|목표|출력 형식)(?: \([^()\n]{1,40}\))?(?=[:：]|$)/iu;
