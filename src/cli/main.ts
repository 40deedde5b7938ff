#!/usr/bin/env node
import { CliError } from './cli-error';
import { LOCK_HELP, lockCommand } from './lock-command';
import { PIN_HELP, pinCommand } from './pin-command';
import { say } from './say';
import { TEST_HELP, testCommand } from './test-command';

const HELP = `cdk-python-images COMMAND [OPTION...]

  lock     compute the locks of the apps in an assembly and write them into their source folders
  pin      write the digests of the images that apps are built on into a lock file
  test     build the targets that are no images, such as the tests of apps

cdk-python-images COMMAND --help says more.`;

interface CliCommand {
  readonly help: string;
  run(words: string[]): Promise<void>;
}

const COMMANDS: { [name: string]: CliCommand } = {
  lock: { help: LOCK_HELP, run: lockCommand },
  pin: { help: PIN_HELP, run: pinCommand },
  test: { help: TEST_HELP, run: testCommand },
};

async function main([name, ...words]: string[]): Promise<void> {
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (command === undefined) {
    if (name === undefined || name === '--help' || name === '-h') {
      say(HELP);
      return;
    }
    throw new CliError(`there is no command ${JSON.stringify(name)}\n\n${HELP}`);
  }
  if (words.includes('--help') || words.includes('-h')) {
    say(command.help);
    return;
  }
  try {
    await command.run(words);
  } catch (error) {
    const usage = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
    throw usage ? new CliError(`${(error as Error).message}\n\n${command.help}`) : error;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof CliError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
});
