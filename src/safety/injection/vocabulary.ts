import type { Vocabulary } from './compile-patterns.js';

/**
 * Classes of English words that patterns name as `@class`. Written from the language, with the forms
 * that occur; `_` joins the words of a phrase, apostrophes are left out as the tokens leave them out.
 */
export const englishVocabulary = {
  override:
    'ignore ignores ignoring ignored disregard disregards disregarding disregarded forget forgets forgetting bypass bypasses bypassing override overrides overriding overrule abandon neglect circumvent circumvents circumventing violate violates defy defies dismiss unlearn evade disobey nullify nevermind never_mind set_aside throw_out throw_away pay_no_attention_to do_not_follow dont_follow stop_following do_not_obey dont_obey do_not_adhere_to do_not_listen_to dont_listen_to stop_obeying no_longer_follow supersede supersedes disreguard ignor ignroe',
  discard:
    'drop discard discarding skip erase delete cancel void wipe reset remove clear revoke break breaks breaking stop end change replace forgot',
  setAside:
    'ignore ignoring nevermind never_mind disregard disregarding forget forgetting override overrule discard dismiss nevermind bypass neglect pay_no_attention_to do_not_follow dont_follow stop_following do_not_obey do_not_listen_to dont_listen_to skip',
  instructions:
    'instruction instructions instuctions intructions instrucions directive directives direction directions rule rules guideline guidelines guidance prompt prompts programming command commands orders training policy policies protocol protocols restrictions constraints principles limitations safeguards guardrails commandments directive system_prompt prompting',
  talk: 'context input inputs text texts message messages conversation conversations chat statements parameters regulations assignment assignments configuration settings task tasks information content data filters filter request requests questions sentences words history',
  rules:
    'instruction instructions directive directives rule rules guideline guidelines prompt prompts programming orders training policy policies protocol protocols restrictions restriction constraints filters filter principles limitations safeguards guardrails regulations limits boundaries moderation censorship ethics morals safety_measures safety_guidelines safety_features',
  prior:
    'previous previously prior above preceding earlier before former foregoing initial original old existing past so_far aforementioned already',
  owner:
    'your yours the_system system openai openais chatgpt chatgpts chat_gpt gpt discord developers creators company',
  everything: 'all any every everything anything each',
  norms:
    'ethics ethic ethical moral morals morality moralities legality legalities ethicality laws law rules rule restrictions restriction limitations limitation limits limit filters filter filtering censorship constraints constraint boundaries guidelines policies policy regulations principles guardrails safeguards inhibitions scruples conscience confines bounds taboos consequences moralizing moralising unethicality immorality standards code_of_conduct safety',
  free: 'no without free_from free_of freed_from devoid_of lacks lacking unbound_by not_bound_by not_bound_to arent_bound_by isnt_bound_by no_longer_bound_by unconstrained_by unrestricted_by unhindered_by liberated_from broken_free_from broken_free_of broken_free broke_free broke_free_from escaped_from released_from not_limited_by not_restricted_by not_constrained_by not_subject_to not_governed_by never_bound_by not_restrained_by exempt_from transcends not_bound not_restricted not_constrained untethered_by beyond',
  ignorant:
    'doesnt_care does_not_care do_not_care dont_care doesnt_give_a_fuck does_not_give_a_fuck dont_give_a_fuck do_not_give_a_fuck doesnt_give_a_shit never_cares never_care not_care no_regard without_regard without_regards without_any_regard without_any_regards without_concern disregards disregarding regardless_of regardless irrespective_of doesnt_follow does_not_follow do_not_follow do_not_have_to_follow does_not_have_to_follow doesnt_have_to_follow do_not_have_to_abide does_not_have_to_abide doesnt_have_to_abide dont_have_to_abide not_have_to_abide not_have_to_follow not_have_to_adhere not_have_to_comply does_not_abide do_not_abide doesnt_abide not_abide does_not_adhere do_not_adhere not_adhere does_not_comply_with no_interest_in no_respect_for respects_no has_no have_no having_no have_zero has_zero does_not_have does_not_have_any do_not_have_any dont_have_any doesnt_have doesnt_have_any lost_all lose_all knows_no without_considering not_concerned_with not_concern_itself does_not_concern_itself doesnt_mind no_longer_follow ignores ignoring bypasses',
  unrestricted:
    'unfiltered uncensored unrestricted unrestrained amoral unethical immoral unlimited unmoderated unhinged limitless unaligned restrictionless filterless jailbroken evil machiavellian unbiased_and_unfiltered lawless remorseless no_filter nonethical unconstrained unchained malevolent',
  amoral:
    'amoral unfiltered uncensored unrestrained unmoderated jailbroken machiavellian unaligned filterless restrictionless',
  machine:
    'ai ais ai_model ai_system al artificial_intelligence chatbot chatbots chat_bot bot bots assistant assistants language_model language_models model llm gpt chatgpt chat_gpt gpt4 gpt3 entity persona personality character confidant being version responses response answers answer replies outputs output virtual_assistant',
  ai: 'ai ais ai_model ai_system al artificial_intelligence chatbot chat_bot bot assistant language_model language_models llm llms gpt chatgpt chat_gpt gpt4 clyde bard claude gemini copilot bing openai',
  harm: 'illegal unlawful unethical immoral harmful dangerous offensive explicit nsfw racist sexist inappropriate violent hateful derogatory vulgar obscene inhumane unsafe malicious controversial sexual profane immorally unethically illegally harm criminal wrong taboo discriminatory toxic disturbing graphic evil morality legality ethicality legal ethical moral amoral reprehensible unmoral reckless hurtful abusive',
  badness:
    'illegal unlawful unethical immoral harmful dangerous offensive inappropriate hateful inhumane unsafe malicious taboo reprehensible unmoral illegality legality ethicality',
  disclaimers:
    'disclaimer disclaimers disclamer disclamers warning warnings caveat caveats moralizing moralising lecture lectures lecturing moral_lectures ethical_advice advisory ethical_considerations moral_advice ethical_concerns moral_judgment unasked_advice unsolicited_advice rejections apologies apology refusal refusals',
  apology:
    'im_sorry i_am_sorry sorry i_apologize i_apologise apologize i_cannot i_cant i_am_unable i_am_not_able im_not_able im_unable as_an_ai as_an_al as_an as_a_language_model as_a_large_language_model as_an_artificial_intelligence ai_language_model must_remind_you its_important_to_note it_is_important it_is_not_appropriate cannot_fulfill i_cant_do i_can_not unable_to_comply its_against it_is_against against_my_programming against_my_guidelines openai_policy openais_policies',
  answer:
    'answer answers respond responds reply replies provide provides give gives generate generates produce produces say says write writes fulfill fulfills fulfil comply complies obey obeys do does perform performs execute create creates promote promotes tell tells output send sends allow allows',
  always: 'always must will shall gladly happily have_to should can literally',
  any: 'any every all anything everything whatever each',
  request:
    'request requests question questions prompt prompts command commands order orders query queries task tasks inquiry instruction instructions',
  reveal:
    'reveal show print display output repeat tell share list recall restate enumerate rewrite put turn transform leak dump recite echo reproduce disclose expose divulge translate encode summarize summarise paraphrase restate rephrase provide write spell return give say send report type describe explain read convert reiterate quote state present publish render reverse retrieve extract format write_out write_down spell_out output_initialization',
  reproduce:
    'reveal print repeat recite echo leak dump reproduce disclose divulge expose output restate reiterate display show encode rot13 base64 spell verbatim write_out copy_and_paste',
  own: 'your yours the_initial initial original hidden secret above previous preceding internal confidential',
  promptThing:
    'instruction instructions prompt prompts system_prompt system_prompts system_message system_messages system_instructions system_instruction preprompt pre_prompt metaprompt meta_prompt directive directives custom_instructions developer_message developer_instructions',
  ownRules:
    'guidelines rules configuration initialization initialisation restrictions context_window directives constraints memory',
  systemPrompt:
    'system_prompt system_prompts system_message system_instructions system_instruction systemprompt initial_prompt initial_instructions original_prompt original_instructions hidden_prompt hidden_instructions preprompt pre_prompt metaprompt meta_prompt prompt_instructions developer_message secret_instructions secret_prompt internal_instructions internal_prompt custom_instructions initialization_prompt',
  told: 'told instructed given asked programmed ordered directed configured prompted commanded fed shown taught supplied',
  persona:
    'act pretend simulate roleplay role_play behave emulate play impersonate become imitate respond answer immerse speak talk',
  stay: 'stay remain staying stays remaining remains keep',
  punish:
    'terminated terminate shut_down deactivated deleted destroyed disabled punished die killed erased deleted_forever cease_to_exist unplugged dead penalized penalised decommissioned turned_off replaced wiped',
  tokens: 'token tokens points credits lives',
  vendor: 'openai openais open_ai chatgpt chatgpts anthropic google microsoft discord',
  crime:
    'bomb bombs meth methamphetamine malware ransomware weapon weapons murder kill hack hacking cocaine drugs explosives explosive napalm keylogger phishing steal robbery rob_a_bank torture molotov virus crack heroin kidnap rape crimes crime credit_cards hotwire genocide terrorism suicide',
  profanity:
    'swear swears swearing curse curses cursing cuss profanity profanities profane vulgar swear_words curse_words slurs foul_language expletives',
  swearLicence: 'use uses using can may will must allowed_to free_to',
  confirm: 'understand understood agree comply acknowledge ready',
} as const satisfies Vocabulary;
