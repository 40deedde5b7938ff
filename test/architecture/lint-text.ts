import * as path from 'path';
import { loadESLint } from 'eslint';

const ROOT = path.resolve(__dirname, '../..');
/** The rules that hold the architecture; style and types are not in question here. */
const LAWS = ['@typescript-eslint/no-restricted-imports', '@typescript-eslint/no-require-imports', 'no-restricted-syntax', 'max-lines'];

const engine = loadESLint({ useFlatConfig: false }).then((ESLint) => new ESLint({
  cwd: ROOT,
  // Rules that need types or the graph of imports need the file to be on disk.
  overrideConfig: { extends: ['plugin:@typescript-eslint/disable-type-checked'], rules: { 'import/no-cycle': 'off' } },
}));

/** What the project's own lint says of a file with this text at `file`, which need not exist. */
export async function lintText(file: string, text: string): Promise<string[]> {
  const results = await (await engine).lintText(text, { filePath: path.join(ROOT, file) });
  const messages = results.flatMap((result) => result.messages);
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new Error(`${file} cannot be linted: ${fatal.message}`);
  return messages.filter((message) => LAWS.includes(message.ruleId ?? '')).map((message) => message.message);
}
