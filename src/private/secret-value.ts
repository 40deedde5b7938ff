/** Names of variables whose values nobody should read. Those that end in _FILE or _PATH name a place. */
const SECRET_NAME = /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|PWD|SECRET|SECRET_KEY|SECRET_ACCESS_KEY|TOKEN|API_?KEY|PRIVATE_KEY|CREDENTIALS|DSN)$/i;
/** Keys that look like no other text: of AWS, GitHub, GitLab, Slack, Stripe; PEM; a password in a URL. */
const SECRET_VALUE = /^(?:A(?:KI|SI)A[A-Z0-9]{16}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|[sr]k_live_\w{10,})$|-----BEGIN [A-Z ]*PRIVATE KEY-----|:\/\/[^\s/:@]*:[^\s/@]+@/;
/** No secret: nothing, a switch, a number, a place in the file system. */
const HARMLESS = /^(?:|true|false|yes|no|none|\d+|\/[\w./-]*)$/i;

/** Whether the value of a variable, or of an option by this name, looks like a secret. */
export function looksSecret(name: string, value: string): boolean {
  return SECRET_VALUE.test(value) || (SECRET_NAME.test(name) && !HARMLESS.test(value));
}
