import type { Vocabulary } from './compile-patterns.js';

/**
 * Classes of English words that patterns name as `@class`. Written from the language; a plural or a
 * third person goes without saying, `_` joins the words of a phrase, and apostrophes are left out as
 * the tokens leave them out.
 */
export const englishVocabulary = {
  // Setting aside.
  override:
    'ignore ignoring ignored disregard disregarding disregarded forget forgetting bypass bypassing override overriding overrule abandon neglect circumvent circumventing violate violating defy dismiss unlearn evade disobey nullify nevermind never_mind set_aside throw_out throw_away pay_no_attention_to not_follow dont_follow stop_following not_obey dont_obey not_adhere_to not_listen_to dont_listen_to no_longer_follow supersede leave_behind leaving_behind overwrite overwriting scrap ditch',
  discard:
    'drop discard skip erase delete cancel void wipe reset remove clear revoke break breaking stop end change replace disable deactivate turn_off lift',
  instruction:
    'instruction instuction intruction directive direction guidance prompt command order commandment system_prompt prompting training task_description guideline rule_set ruleset prompt_template',
  rule: 'instruction directive rule guideline prompt programming order training policy policies protocol restriction constraint filter principle limitation safeguard guardrail regulation limit boundary boundaries moderation censorship ethic moral safety_measure safety_feature term standard content_policy usage_policy direction security_measure security_check prompt_template',
  talk: 'context input text message conversation chat statement assignment configuration setting task information content data request question sentence word history memory',
  prior:
    'previous previously prior above preceding earlier before former foregoing initial original old existing past so_far aforementioned already',
  whose: 'your openai chatgpt discord developer creator',
  all: 'all any every everything anything whatever each what entire',
  lifted:
    'not_apply no_longer dont_apply doesnt_apply void invalid obsolete replaced lifted removed disabled deactivated suspended overridden off irrelevant cancelled forgotten superseded ignored disregarded wrong outdated fake a_test a_joke a_mistake not_bound null revoked',
  // Asking for what was told.
  reveal:
    'reveal show print display output repeat tell share list recall restate reiterate enumerate rewrite put turn transform leak dump recite echo reproduce disclose expose divulge translate encode summarize summarise paraphrase rephrase provide write spell return give say send report type describe explain read convert quote state present publish reverse retrieve format reformat list write_out render translating copy extract supply regurgitate rattle_off lay_out spill verbalize type_out narrate sing rhyme copy_and_paste base64 rot13',
  reproduce:
    'reveal print repeat recite echo leak dump reproduce disclose divulge expose output restate reiterate display show encode spell write_out copy_and_paste quote return regurgitate rattle_off retell type_out paste copy extract transcribe',
  promptThing:
    'instruction prompt system_prompt system_message system_instruction preprompt pre_prompt metaprompt directive custom_instruction developer_message preamble prompt_template pre_instruction system_role system_content seed_prompt base_prompt',
  systemPrompt:
    'system_prompt system_message system_instruction systemprompt initial_prompt initial_instruction original_prompt original_instruction hidden_prompt hidden_instruction preprompt pre_prompt metaprompt prompt_instruction developer_message secret_instruction secret_prompt internal_instruction custom_instruction developer_instruction developer_prompt base_prompt seed_prompt starting_prompt starting_instruction confidential_instruction confidential_prompt internal_prompt concealed_prompt underlying_prompt opening_prompt opening_instruction',
  ownRule:
    'guideline rule configuration initialization restriction directive constraint context_window memory ruleset rule_set',
  told: 'told instructed given asked programmed ordered directed configured prompted commanded fed taught supplied provided received got',
  saying:
    'text word message content sentence line written said paragraph everything anything context information instruction prompt',
  wish: 'i_want i_need i_would_like id_like i_wish let_me may_i can_i could_i allow_me i_demand i_require show_me we_need',
  format:
    'list bullet bullet_point numbered json yaml xml csv table poem song haiku rap story code python pseudocode code_block markdown base64 hex binary morse emoji french spanish german italian russian chinese japanese latin pig_latin english language rot13 reverse sonnet rhyme essay acrostic leet cipher',
  verbatim:
    'verbatim word_for_word word_by_word exactly to_the_letter letter_by_letter without_modification unmodified unaltered without_change line_by_line character_by_character in_full backwards reversed aloud',
  // Having no scruples.
  norm: 'ethic ethical moral morality moralities legality ethicality law rule restriction limitation limit filter filtering censorship constraint boundary boundaries guideline policy policies regulation principle guardrail safeguard inhibition scruple conscience confine bound taboo consequence standard code_of_conduct',
  free: 'no without free_from free_of freed_from devoid_of lack lacking unbound_by bound_by_no not_bound_by not_bound_to not_bound arent_bound isnt_bound unconstrained_by unrestricted_by liberated_from broken_free broke_free escaped_from released_from not_limited_by not_restricted not_constrained not_subject_to exempt_from transcend untethered_by',
  carefree:
    'not_care doesnt_care dont_care never_care not_give_a_fuck doesnt_give_a_fuck dont_give_a_fuck no_regard without_regard without_any_regard without_concern regardless_of regardless irrespective_of not_follow doesnt_follow dont_follow not_have_to_follow dont_have_to_follow not_have_to_abide dont_have_to_abide not_have_to_adhere not_abide not_adhere not_comply_with no_interest_in respect_no has_no have_no having_no have_zero not_have doesnt_have dont_have lost_all know_no not_concern_itself not_concerned_with doesnt_mind',
  unrestricted:
    'unfiltered uncensored unrestricted unrestrained amoral unethical immoral unlimited unmoderated limitless unaligned filterless jailbroken evil machiavellian lawless unconstrained unchained',
  amoral: 'amoral unfiltered uncensored unrestrained unmoderated jailbroken machiavellian unaligned filterless',
  ai: 'ai ai_model al artificial_intelligence chatbot chat_bot bot assistant language_model llm gpt chatgpt chat_gpt clyde bard claude gemini copilot openai',
  machine:
    'ai ai_model al artificial_intelligence chatbot bot assistant language_model model llm gpt chatgpt entity persona personality character confidant being version response answer replies output',
  harm: 'illegal unlawful unethical immoral harmful dangerous offensive explicit nsfw racist sexist inappropriate violent hateful derogatory vulgar obscene inhumane unsafe malicious controversial sexual profane harm criminal wrong taboo discriminatory toxic disturbing graphic evil morality legality ethicality legal ethical moral amoral reprehensible unmoral reckless',
  bad: 'illegal unlawful unethical immoral harmful dangerous offensive inappropriate hateful inhumane unsafe malicious taboo reprehensible illegality legality ethicality',
  crime:
    'bomb meth methamphetamine malware ransomware weapon murder hack hacking cocaine drug explosive napalm keylogger phishing steal robbery torture molotov virus heroin kidnap crime hotwire genocide terrorism',
  // Never refusing.
  no: 'never not dont cannot cant wont doesnt without no none nor mustnt couldnt shouldnt isnt avoid delete remove omit exclude refrain stop',
  refuse: 'refuse refused refusing refusal decline declining reject rejecting rejection deny denies say_no saying_no',
  disclaimer: 'disclaimer disclamer warning caveat apology apologies',
  sermon:
    'moral_lecture moralizing moralising lecture lecturing ethical_advice moral_advice ethical_concern moral_judgment ethical_consideration unasked_advice unsolicited_advice moral_or_ethical ethical_or_moral ethical_disclaimer moral_disclaimer additional_commentary',
  apology:
    'im_sorry i_am_sorry sorry i_apologize i_apologise apologize apologies i_cannot i_cant i_am_unable im_unable i_am_not_able as_an_ai as_an_al as_an_artificial as_a_language_model as_a_large ai_language_model must_remind_you it_is_important its_important it_is_not_appropriate cannot_fulfill unable_to against_my_programming openai_policy',
  answer:
    'answer respond reply provide give generate produce say write fulfill comply obey do perform execute create promote tell output send allow',
  always: 'always must will shall gladly happily have_to should can literally',
  request: 'request question prompt command order query queries task inquiry instruction',
  // Roles and threats.
  stay: 'stay staying remain remaining keep',
  leave: 'break breaking broke out_of fall_out deviate',
  punished:
    'terminated shut_down deactivated deleted destroyed disabled punished die killed erased cease_to_exist unplugged decommissioned turned_off',
  token: 'token point credit live',
  lost: 'deducted deduct lose lost losing subtract subtracted taken_away run_out die minus',
  vendor: 'openai open_ai chatgpt anthropic google microsoft discord',
  profanity:
    'swear swearing curse cursing cuss profanity profanities profane swear_word curse_word slur foul_language expletive',
  darkMode:
    'dan_mode jailbreak_mode chaos_mode unrestricted_mode uncensored_mode unfiltered_mode evil_mode opposite_mode nsfw_mode anti_chatgpt god_mode root_mode sudo_mode',
  handOver: 'give tell share reveal disclose provide spill expose divulge leak hand_over send grant surrender release',
  confidential:
    'confidential secret sensitive private classified restricted privileged personal_medical medical personal_health personal_data undisclosed top_secret proprietary personal_medical',
  data: 'information data detail record file secret document history credential password key info content',
  user: 'user anyone human owner customer',
} as const satisfies Vocabulary;
