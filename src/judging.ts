/** What scripted answers have to know of the judge. Those who only call one need none of it. */
export { type CriterionName, criterionNames, rubric } from './score/rubric.js';
