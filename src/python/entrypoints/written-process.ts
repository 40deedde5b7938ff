/** A command line as `Entrypoint` has it in a program, the class left out: quotes and backslashes in it are escaped. */
export function writtenProcess(line: string): string {
  return `process('${line.replace(/[\\']/g, '\\$&')}')`;
}

/** The prop that starts an app by a command line, for a message. */
export function processProp(line: string): string {
  return `entrypoint: Entrypoint.${writtenProcess(line)}`;
}
