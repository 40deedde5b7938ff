/** What went wrong and what to do about it, for the one who typed the command. */
export class CliError extends Error {}
