/** What a script or a line for a shell comes down to. */
export interface ScriptCommands {
  /** The command that stays; undefined when that is not sure. */
  readonly line?: string;
  /** Commands in Python that run before it, as they are written: migrations, mostly. */
  readonly before: string[];
  /** The folder that it changes to before. */
  readonly folder?: string;
}

/** The programs that projects prepare themselves with. */
const PREPARES = /^(?:exec\s+)?(?:(?:uv|poetry|pipenv|pdm)\s+run\s+|\S*\/bin\/)?(?:python[\d.]*|\.\/manage\.py|manage\.py|alembic|flask|django-admin|aerich|superset|airflow)\s/;
/** Steps that bring a database or files up to date, and words of those that nobody wants to run again. */
const MIGRATES = /\s(?:migrate|upgrade|createcachetable|compilemessages|init-db|init_db|init)\b|\stranslate compile\b|\scollectstatic\b/;
const DESTROYS = /\b(?:flush|reset|drop|downgrade|delete|truncate|seed|fake|zero|base|tests?|runserver|sqlflush)\b/;
/** A program that the shell does not wait for. */
export const BACKGROUND = /(?<![&><|])&(?![&>\d])/;
const HEREDOC = /<<-?\s*(["']?)(\w+)\1[^\n]*\n[^]*?^\s*\2[ \t]*$/gm;
/** Programs that serve until the container ends. */
const SERVES = /^(?:exec\s+)?(?:(?:uv|poetry|pipenv|pdm)\s+run\s+|\S*\/bin\/)?(?:python[\d.]*\s+-m\s+)?(?:gunicorn|uvicorn|hypercorn|daphne|granian|uwsgi|waitress-serve)\s/;
const OPENS = /^(?:if|for|while|until|case)\b/;
const CLOSES = /(?:^|[\s;])(?:fi|done|esac)\b/g;
/** What says nothing of the start. */
const IDLE = /^(?:echo|printf|set|export|readonly|local|shift|trap|sleep|mkdir|chmod|chown|touch|umask|:|exit|source|\.)(?:\s|$)|^[A-Za-z_]\w*=\S*$|^[{}]$|^(?:then|else|do|;;|fi|done|esac)\b/;

/**
 * The commands of a script that a container is started with, and what it is given: the last one, also where that is the given words (`exec "$@"`), of the branch for the
 * first of them where it tells by that (`case "$1" in web)`). A server that is not the last one is where it stays.
 */
export function scriptCommands(text: string, given: string[]): ScriptCommands {
  const lines = text.replace(HEREDOC, '\n').replace(/\\\r?\n/g, ' ').split(/\r?\n/).map((line) => line.trim().replace(/\s+/g, ' ')).filter((line) => line !== '' && !line.startsWith('#'));
  const { body, mode } = chosen(lines, given);
  const simple = body.filter(({ depth, line }) => depth === 0 && !IDLE.test(line)).flatMap(({ line }) => partsOf(line));
  const serving = simple.findIndex((line) => SERVES.test(line) && !/&$/.test(line));
  const at = serving < 0 ? simple.length - 1 : serving;
  const last = simple[at];
  // What a condition guards may not run, and what only one of several places needs is none of the others'.
  const before = simple.slice(0, Math.max(0, at)).map((line) => line.replace(/;\s*then$|\s*\|\| (?:true|:|exit 1)$|\s*[12&]?>+\s*\S+/g, '').trim()).filter((line) => PREPARES.test(line) && MIGRATES.test(line) && !DESTROYS.test(line) && !/["`$]\(|^\S+ -c\b|&$/.test(line));
  const folder = simple.slice(0, at).map((line) => /^cd\s+([\w./-]+)$/.exec(line)?.[1]).find((one) => one !== undefined);
  const functions = lines.flatMap((line) => /^(?:function\s+)?([\w-]+)\s*\(\)/.exec(line)?.[1] ?? []);
  const unsure = last === undefined || simple.some((one) => BACKGROUND.test(one)) || /^(?:wait|cd)\b/.test(last) || functions.includes(last.split(' ')[0]);
  const line = unsure ? undefined : filled(last, mode ? given.slice(1) : given, mode);
  return { before: [...new Set(before)], ...(line !== undefined && { line }), ...(folder !== undefined && { folder }) };
}

/** The commands of `a && b; c`; one with quotes around such a word is left whole. */
function partsOf(line: string): string[] {
  return /["'][^"']*(?:&&|;)[^"']*["']/.test(line) ? [line] : line.split(/\s*(?:&&|;(?!;))\s*/).filter((part) => part !== '');
}

interface Line {
  readonly line: string;
  readonly depth: number;
}

/** The lines that run for the given words, with their depth in compound commands, and whether the first word chose among them. */
function chosen(lines: string[], given: string[]): { readonly body: Line[]; readonly mode: boolean } {
  const start = lines.findIndex((line) => /^case "?\$\{?1\b/.test(line));
  const end = lines.findIndex((line, n) => n > start && /^esac\b/.test(line));
  if (start < 0 || end < 0) {
    return ofComparison(lines, given);
  }
  const word = given[0] ?? /\$\{1:-([\w-]+)\}/.exec(lines[start])?.[1];
  const inside = lines.slice(start + 1, end);
  const labelled = inside.findIndex((line) => /^\(?["']?[\w-]+["']?(?:\s*\|\s*["']?[\w-]+["']?)*\)/.test(line) && (/^[^)]*/.exec(line)?.[0] ?? '').split(/[|"'(\s]+/).includes(word ?? ''));
  const at = labelled < 0 ? inside.findIndex((line) => /^\*\)/.test(line)) : labelled;
  const branch = at < 0 ? [] : [inside[at].replace(/^[^)]*\)\s*/, ''), ...inside.slice(at + 1)];
  const until = branch.findIndex((line) => /;;/.test(line));
  const taken = branch.slice(0, until < 0 ? branch.length : until + 1).map((line) => line.replace(/\s*;;.*$/, '')).filter((line) => line !== '');
  return { body: nested([...lines.slice(0, start), ...taken, ...lines.slice(end + 1)]), mode: labelled >= 0 };
}

/** `if [ "$1" = "web" ]; then …`: the lines below it, where the first of the given words is that. */
function ofComparison(lines: string[], given: string[]): { readonly body: Line[]; readonly mode: boolean } {
  const compared = lines.findIndex((line) => given[0] !== undefined && new RegExp(`^(?:el)?if\\b.*\\$\\{?1\\b[^=]*==?\\s*["']?${given[0].replace(/[^\w-]/g, '')}["']?\\s*\\]`).test(line));
  const all = nested(lines);
  if (compared < 0) {
    return { body: all, mode: false };
  }
  const { depth } = all[compared];
  const end = lines.findIndex((line, n) => n > compared && /^(?:fi|else|elif)\b/.test(line) && all[n].depth <= depth + 1);
  return { body: nested(lines.slice(compared + 1, end < 0 ? lines.length : end)), mode: true };
}

function nested(lines: string[]): Line[] {
  let depth = 0;
  return lines.map((line) => {
    const opens = (OPENS.test(line) ? 1 : 0) + (/^(?:function\s+)?[\w-]+\s*\(\)\s*\{?$|\{$/.test(line) ? 1 : 0);
    const closes = [...line.matchAll(CLOSES)].length + (/^\}/.test(line) ? 1 : 0);
    const at = depth;
    depth = Math.max(0, depth + opens - closes);
    return { line, depth: opens > 0 ? at + 1 : closes > 0 ? Math.max(at, 1) : at };
  });
}

/** A command with the given words where it takes them; undefined for nothing, and for a word that chose a branch and is no program. */
function filled(line: string, given: string[], mode: boolean): string | undefined {
  const passes = /\s*["']?\$\{?[@*]\}?["']?/;
  const bare = line.replace(/^exec\s+/, '');
  const whole = passes.test(bare) ? bare.replace(passes, (_all, offset: number) => `${offset === 0 ? '' : ' '}${given.join(' ')}`).trim() : bare;
  return whole === '' || (mode && whole.startsWith('-')) ? undefined : whole;
}
