const thematicBreak = /^(?:-[- \t]*|\*[* \t]*|_[_ \t]*)$/;

/** Whether a line, without its indentation, is a rule across the page: three or more of one mark and nothing else. */
export function isThematicBreak(line: string): boolean {
  return thematicBreak.test(line) && line.replaceAll(/[ \t]/g, '').length > 2;
}
