import { isThematicBreak } from './thematic-break.js';

/** What a line of Markdown stands in: a quote, or an item of a list, whose lines are indented by so many columns. */
export type Container = 'quote' | number;

const listMarker = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/;

/** Nobody nests deeper, and each line has to be compared with all it stands in. */
const deepest = 20;

/** Reads the marks at the beginning of one line, column by column: a tab goes to the next multiple of four. */
export class LineReader {
  readonly #text: string;
  readonly #end: number;
  #position: number;
  #contentStart = 0;
  #column = 0;
  /** Columns of a tab that was taken in part. */
  #spare = 0;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#position = start;
    this.#end = end;
  }

  /** The columns of white space that come next. */
  get indent(): number {
    const start = this.contentStart;
    let column = this.#column + this.#spare;
    for (let at = this.#position; at < start; at++) column += this.#widthAt(at, column);
    return column - this.#column;
  }

  /** Where the first character stands that is neither space nor tab, or the end of the line. */
  get contentStart(): number {
    let at = Math.max(this.#position, this.#contentStart);
    while (at < this.#end && (this.#text[at] === ' ' || this.#text[at] === '\t')) at += 1;
    this.#contentStart = at;
    return at;
  }

  get content(): string {
    return this.#text.slice(this.contentStart, this.#end);
  }

  /** Takes the marks of the containers that go on in this line, and answers how many do. */
  enter(containers: readonly Container[]): number {
    for (const [depth, container] of containers.entries()) {
      if (container === 'quote') {
        if (!this.#takeQuote()) return depth;
      } else if (this.contentStart < this.#end) {
        if (this.indent < container) return depth;
        this.#take(container);
      }
    }
    return containers.length;
  }

  /** Takes the marks of containers that begin in this line, up to a depth, and answers them. */
  open(depth: number, inParagraph: boolean): readonly Container[] {
    const opened: Container[] = [];
    while (depth + opened.length < deepest && this.indent < 4) {
      if (this.#takeQuote()) opened.push('quote');
      else {
        const width = this.#takeItem(inParagraph && opened.length === 0);
        if (width === null) break;
        opened.push(width);
      }
    }
    return opened;
  }

  #takeQuote(): boolean {
    const start = this.contentStart;
    if (this.indent > 3 || this.#text[start] !== '>' || start >= this.#end) return false;
    this.#take(this.indent + 1);
    if (this.indent > 0) this.#take(1);
    return true;
  }

  #takeItem(inParagraph: boolean): number | null {
    // The marker is short, and a break is seldom long: the whole line need not be looked at.
    const content = this.#text.slice(this.contentStart, Math.min(this.#end, this.contentStart + 200));
    const match = listMarker.exec(content);
    if (match === null || isThematicBreak(content)) return null;
    const empty = content.trimEnd() === match[0];
    if (inParagraph && (empty || Number(match[1] ?? 1) !== 1)) return null;
    const before = this.indent + match[0].length;
    this.#take(before);
    const after = empty || this.indent > 4 ? 1 : this.indent;
    this.#take(after);
    return before + after;
  }

  /** Takes so many columns; other characters than tabs are one wide. */
  #take(columns: number): void {
    let left = columns;
    while (left > 0 && (this.#spare > 0 || this.#position < this.#end)) {
      if (this.#spare === 0) {
        this.#spare = this.#widthAt(this.#position, this.#column);
        this.#position += 1;
      }
      this.#spare -= 1;
      this.#column += 1;
      left -= 1;
    }
  }

  #widthAt(position: number, column: number): number {
    return this.#text[position] === '\t' ? 4 - (column % 4) : 1;
  }
}
