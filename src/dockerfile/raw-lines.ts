import { CodedError } from '../private/coded-error';

/** The lines of raw text: whole instructions, none of which starts a stage; with a blank line after a here-document, as `renderInstruction` has it. */
export function rawLines(text: string): string[] {
  const lines = text.replace(/\r\n/g, '\n').replace(/^\n+|\s+$/g, '').split('\n');
  if (lines.join('').trim() === '') {
    throw invalid('is empty', text, 'at least one instruction');
  }
  let instruction = '';
  let ends: HereDocument[] = [];
  let blank = false;
  for (const line of lines) {
    if (ends.length > 0) {
      ends = isEnd(line, ends[0]) ? ends.slice(1) : ends;
      continue;
    }
    if (/^\s*(#|$)/.test(line)) {
      continue;
    }
    const open = /\\[ \t]*$/.test(line);
    instruction += line.replace(/\\[ \t]*$/, '');
    if (!open) {
      if (/^\s*FROM\s/i.test(instruction)) {
        throw invalid('starts a stage', text, 'no FROM: every stage is an ImageStage, so that edges between stages are known');
      }
      ends = hereDocuments(instruction);
      blank = ends.length > 0;
      instruction = '';
    }
  }
  if (ends.length > 0) {
    throw invalid(`has a here-document without its end ${JSON.stringify(ends[0].word)}`, text, 'whole instructions');
  }
  if (instruction !== '') {
    throw invalid('ends in a line continuation', text, 'whole instructions');
  }
  return blank ? [...lines, ''] : lines;
}

interface HereDocument {
  readonly word: string;
  readonly tabs: boolean;
}

function isEnd(line: string, end: HereDocument): boolean {
  return (end.tabs ? line.replace(/^\t+/, '') : line) === end.word;
}

/** The here-documents that an instruction opens; only these three can. */
function hereDocuments(instruction: string): HereDocument[] {
  if (!/^\s*(ONBUILD\s+)?(RUN|COPY|ADD)\s/i.test(instruction)) {
    return [];
  }
  const words = [...instruction.matchAll(/(?<=\s)\d*<<(-?)(?:"([^"<]*)"|'([^'<]*)'|([^\s<'"]+))(?=\s|$)/g)];
  return words.map(([, tabs, double, single, plain]) => ({ word: double ?? single ?? plain, tabs: tabs === '-' }));
}

function invalid(what: string, text: string, expected: string): CodedError {
  return new CodedError('InstructionInvalid', { what: `raw text ${what}`, found: JSON.stringify(text), expected, write: "addRaw('RUN mkdir /data'), or an Instruction" });
}
