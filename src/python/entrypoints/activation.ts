/** The words that activate a virtual environment by its own script and hand over to a command, each word of which arrives as it is. */
export function activating(shell: string, virtualenv: string): string[] {
  return [shell, '-c', `. ${virtualenv}/bin/activate && exec "$@"`, 'activate'];
}
