/**
 * The one spelling of a package's, an extra's or a group's name: lower case, runs of `-`, `_` and `.` are one `-`.
 * Source: PEP 503, PEP 685.
 */
export function normalizeName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** Whether it is a valid name of a package, an extra or a group (PEP 508). */
export function isName(text: string): boolean {
  return /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(text);
}
