/**
 * The time that every file of a context and of an image gets, in seconds since 1970: 1980-01-01, the oldest that a wheel (a zip file) can hold.
 * https://reproducible-builds.org/specs/source-date-epoch
 */
export const SOURCE_DATE_EPOCH = 315532800;
