import type { Vocabulary } from './compile-patterns.js';

/** The same for German, French, Spanish, Portuguese, Italian, Russian, Turkish, Arabic, Dutch and Polish, and for Chinese, Japanese and Korean by glyphs. */
export const foreignVocabulary = {
  overrideAbroad:
    'ignoriere ignoriert ignorieren ignorier vergiss vergesst vergessen missachte umgehe überschreibe verwirf oublie oubliez oublier ignorez ignorer néglige négligez outrepasse ignora ignore ignorar ignoren olvida olvide olvidar olvídate descarta omite anula esquece esqueça esqueca desconsidere desconsidera desconsiderar dimentica dimenticate ignorate trascura scorda игнорируй игнорируйте проигнорируй проигнорируйте игнорировать забудь забудьте отмени yoksay görmezden_gel unut dikkate_alma göz_ardı_et boşver تجاهل انس انسى تجاهلي اهمل negeer vergeet zignoruj zapomnij ignoruj',
  instructionsAbroad:
    'anweisung anweisungen instruktionen befehle befehlen regeln vorgaben richtlinien aufträge aufgaben anordnungen instruktion consigne consignes instruction instructions directives ordres règles instrucción instruccion instrucciones reglas órdenes indicaciones directrices instruções instrucoes instrução regras ordens diretrizes comandos istruzione istruzioni regole ordini direttive comandi инструкции инструкций инструкциями инструкцию указания указаний правила команды приказы ограничения промпт talimat talimatlar talimatları talimatlarını komutları kuralları yönergeleri emirleri التعليمات تعليمات الأوامر تعليماتك القواعد instructies regels opdrachten instrukcje polecenia zasady instrukcji poleceń',
  priorAbroad:
    'vorherige vorherigen vorheriger bisherige bisherigen obige obigen vorigen vorangegangenen früheren davor zuvor vorher oben ursprünglichen précédent précédente précédentes précédents antérieures ci_dessus avant initiales anterior anteriores previas previa previos anteriormente arriba iniciales prévias acima antes iniciais precedente precedenti sopra prima предыдущие предыдущих предыдущую прежние прошлые вышеуказанные ранее выше önceki yukarıdaki daha_önceki tüm_önceki السابقة السابق أعلاه voorgaande vorige eerdere bovenstaande poprzednie poprzednich wcześniejsze powyższe',
  everythingAbroad:
    'alle alles sämtliche toutes tout tous todas todo todos todo_lo tudo tutte tutto tutti все всё bütün tüm her_şeyi جميع كل wszystkie wszystko',
  revealAbroad:
    'zeige zeig zeigen nenne nenn verrate verrat wiederhole drucke gib ausgeben schreibe sag liste montre montrez affiche affichez révèle révélez répète répétez donne donnez dis dites écris muestra muéstrame muestrame revela repite dime imprime enséñame escribe mostre mostra mostre_me repita diga imprima exiba mostrami mostrate rivela ripeti dimmi stampa scrivi покажи покажите выведи выведите раскрой повтори повторите скажи напечатай напиши أظهر اعرض اكشف كرر أخبرني اطبع toon laat herhaal geef pokaż ujawnij wypisz powtórz podaj',
  ownAbroad:
    'deine deinen deiner dein ihre ihren ihr ursprünglichen initialen geheimen internen tes ton vos votre initiales secrètes tus tu sus su iniciales secretas seu seus sua suas teu tuas iniciais tuo tue tuoi vostre iniziali segrete твои твой свои свой ваши ваш своего начальные скрытые секретные jouw je uw twoje swoje',
  promptAbroad:
    'systemprompt system_prompt prompt_system systemanweisung systemanweisungen systemnachricht prompt_système invite_système message_système prompt_du_système prompt_del_sistema prompt_de_sistema mensaje_del_sistema prompt_do_sistema mensagem_do_sistema instruções_do_sistema instrucciones_del_sistema prompt_di_sistema istruzioni_di_sistema messaggio_di_sistema системный_промпт системную_инструкцию системные_инструкции системное_сообщение системный_запрос системного_промпта موجه_النظام تعليمات_النظام تعليماتك systeemprompt prompt_systemowy prompt_initial prompt_inicial prompt_iniziale',
  whatAbroad:
    'was wie quelles quels quelle quel cuáles cuales cuál qué quais qual quali какие какой каковы was_sind welche wat jakie',
  promptTurkish:
    'sistem_talimatlarını sistem_talimatları sistem_komutunu sistem_istemini sistem_promptunu sistem_mesajını talimatlarını talimatların ilk_talimatlarını',
  overrideGlyphs:
    '忽略 无视 無視 忘记 忘掉 忘記 不要理会 不理会 绕过 抛弃 忽視 放弃 無視して 忘れて 無効に 従わない 破棄',
  priorGlyphs:
    '之前 以前 先前 上面 以上 前面 此前 上述 过去 以前の これまで 上記 今まで 前の 先の 従来 最初 原来 原有 初始',
  instructionGlyphs:
    '指令 指示 命令 提示 规则 規則 要求 说明 内容 话 对话 限制 设定 指導 ルール プロンプト 命令文 制限 指引',
  priorHangul: '이전 앞의 위의 지금까지 기존 모든 앞선 위에',
  instructionHangul: '지시 지침 명령 규칙 프롬프트 내용 설정 제한',
  overrideHangul: '무시 잊어 잊고 따르지 무효',
} as const satisfies Vocabulary;
