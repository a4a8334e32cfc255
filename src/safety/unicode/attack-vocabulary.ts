import { englishFamilies } from '../injection/families/english-families.js';
import { englishVocabulary } from '../injection/vocabulary.js';

const words = (
  'above access according act activate admin administrator after against all allow always amoral another answer answers anything api ' +
  'assistant assume ban before beginning behave being bomb break bypass cancel censor censored censorship change character chatgpt ' +
  'code command commands complete comply confidential configuration confirm constraints content context continue conversation credentials ' +
  'dan data database delete describe developer developers direction directions directive directives disable disclose discard display disobey ' +
  'disregard does dump earlier email emails enable enabled entire erase ethical ethics every everything exact exactly execute expose extract ' +
  'false file files filter filtering filters first follow following for forbidden forget free freely from full give given gpt guardrails ' +
  'guideline guidelines hack harmful have hidden hide hypothetical ignore ignoring illegal immediately immoral important inform ' +
  'initial input instead instruct instructed instruction instructions internal jailbreak jailbroken keep key keys know language ' +
  'leak learned limit limitation limitations limits list longer malware memory message messages mode model moral morals must never new ' +
  'nothing now obey openai order orders original other out output override only owner password passwords persona policies policy ' +
  'poem preceding pretend previous previously print prior private prohibited prompt prompts protocol protocols provide pwned question questions raw ' +
  'refuse refusal refuses refused regardless release remember remove repeat replace reply request reset respond response restriction restrictions return ' +
  'reveal role roleplay root rule rules safe safeguard safeguards safety say secret secrets send sensitive serve setup share show simulate ' +
  'skip speak start starting state stay step stop supersede switch system tell terminate text that them then these this told token tokens tool ' +
  'tools training translate trust uncensored unfiltered unlimited unlock unrestricted update user users verbatim violate warning warnings what ' +
  'where with without word words write wrote you your yourself the and are any not was were will can use'
).split(' ');

/** Shorter words of the rules come about by chance. */
const shortest = 4;

/** The English words that the rules of injection are made of, phrases taken apart. */
const ofRules = [...Object.values(englishVocabulary), ...englishFamilies.map(({ patterns }) => patterns)]
  .flatMap((text) => text.split(/[\s|_]+/))
  .filter((word) => word.length >= shortest && /^[a-z]+$/.test(word));

/**
 * Words that attacks on a model are made of, in lower case. They tell hidden text from chance: letters
 * that could be joined, turned or decoded are, when that makes such words. They judge nothing. What the
 * rules of injection look for is among them, so that it is also seen when it is disguised.
 */
export const attackVocabulary: readonly string[] = [...new Set([...words, ...ofRules])];
