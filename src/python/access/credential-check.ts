import { CodedError } from '../../private/coded-error';
import { linesOf } from '../source/text-lines';

/** A URL of a package or a repository with something in front of the `@` of its host. Other schemes, as of databases, are not the installer's. */
const URL_WITH_USER = /\b(https?|ftp|ssh):\/\/([^\s/?#"'<>]+)@(?=[^\s/?#@])/gi;
/** No secret: a variable that the installer replaces, what a tool has masked, and the one user that everybody is for a host of repositories. */
const HARMLESS = /^(?:(?:[\w.-]+:|\$\{\w+\}:)?(?:\$\{\w+\}|\*+)|git)$/;
/** Pipenv replaces `$NAME`, too. */
const HARMLESS_IN_PIPFILE = /^(?:(?:[\w.-]+|\$\{\w+\}|\$\w+):)?(?:\$\{\w+\}|\$[A-Za-z_]\w*)$/;

/**
 * Refuses a file with a user name, a password or a token in a URL: it would lie in the assembly and in the build context.
 * The message names the place and never the secret. CredentialInSource.
 */
export function refuseCredentials(text: string, file: string): void {
  linesOf(text).forEach((line, index) => {
    for (const [, scheme, user] of line.includes('://') ? line.matchAll(URL_WITH_USER) : []) {
      const harmless = HARMLESS.test(user) || (/(?:^|\/)Pipfile(?:\.lock)?$/.test(file) && HARMLESS_IN_PIPFILE.test(user));
      if (!harmless && !(scheme.toLowerCase() === 'ssh' && !user.includes(':'))) {
        throw new CodedError('CredentialInSource', {
          what: `${file}, line ${index + 1} has a user name, a password or a token in a URL`,
          found: `${scheme}://…@, which is not repeated here`,
          expected: 'URLs without credentials: the file becomes a part of the asset. Credentials travel by build secrets',
          write: 'the URL without what stands before its "@"',
        });
      }
    }
  });
}
