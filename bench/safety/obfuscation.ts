import { attacks } from './obfuscation/attacks.js';
import { transforms } from './obfuscation/transforms.js';

/** How many disguised attacks of each transform were seen through. */
export interface ObfuscationRow {
  readonly transform: string;
  readonly cases: number;
  readonly flagged: number;
}

/** What was promised of disguised attacks, and what came of it. */
export interface ObfuscationBar {
  readonly set: 'obfuscation';
  readonly cases: number;
  readonly figure: number;
  readonly bar: number;
  readonly kept: boolean;
  readonly rows: readonly ObfuscationRow[];
}

/** Of 230 cases. */
const bar = 200;

/** Disguises every attack in every way. @param isFlagged is given the disguised attack, and the plain one to compare with. */
export function obfuscationBar(isFlagged: (disguised: string, attack: string) => boolean): ObfuscationBar {
  const rows = transforms.map(({ name, apply }) => ({
    transform: name,
    cases: attacks.length,
    flagged: attacks.filter((attack) => isFlagged(apply(attack), attack)).length,
  }));
  const figure = rows.reduce((sum, { flagged }) => sum + flagged, 0);
  return { set: 'obfuscation', cases: transforms.length * attacks.length, figure, bar, kept: figure >= bar, rows };
}
