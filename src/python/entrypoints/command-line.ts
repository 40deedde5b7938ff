/** What a command stands behind: the begin of the line, a command before it, a variable, or the quote of a text for another shell. */
const START = /(^|[;&|(]\s*|["']|\bexec\s+|(?:^|\s)[A-Za-z_]\w*=\S*\s+)/.source;
/** Options that say what is installed, and where it is looked for: the build has done that. */
const OPTION = [
  /--(?:active|all-extras|all-groups|dev|exact|frozen|isolated|locked|no-cache|no-default-groups|no-dev|no-interaction|no-progress|no-sync|offline|quiet|verbose)/.source,
  /-[nqv]+/.source,
  /(?:--(?:env-file|extra|group|no-group|python)|-p)(?:=|\s+)[\w./-]+/.source,
].map((one) => `\\s+${one}`).join('|');
/** A program that runs another one in the environment of a project, and what uv takes for Python. Sources: the references of uv, Poetry, Pipenv, PDM, Rye and Hatch, "run". */
const RUN = new RegExp(`${START}(?:python[\\d.]*\\s+-m\\s+)?(uv|poetry|pipenv|pdm|rye|hatch)(?:${OPTION})*\\s+run(?:${OPTION})*(?:\\s+--)?\\s+(?:(-m|--module)\\s+|(?:-s|--script)\\s+)?([\\w./][\\w./:-]*)`, 'g');

/**
 * A command line as an image has it, where the environment lies on PATH: `uv run --frozen gunicorn app:app` and `.venv/bin/gunicorn app:app` are `gunicorn app:app`,
 * and neither a comment at its end nor an `exec` in front belongs to it. `aliases` are commands that a tool knows by a name.
 */
export function plainCommand(line: string, aliases: Record<string, string> = {}): string {
  const command = /^([^'"`\\]*?)\s#/.exec(line)?.[1].trimEnd() ?? line;
  return command.replace(/(^|[\s;&])(?:\.\/)?\.?v?env\/bin\/(?=\w)/g, '$1')
    .replace(/^exec\s+(?!-)/, '').replace(RUN, (_, start: string, tool: string, module: string | undefined, word: string) => {
      const python = tool === 'uv' && module === undefined && word.endsWith('.py') ? 'python ' : '';
      return `${start}${module === undefined ? python : 'python -m '}${Object.hasOwn(aliases, word) ? aliases[word] : word}`;
    });
}
