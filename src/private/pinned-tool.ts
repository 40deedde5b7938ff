import { CodedError } from './coded-error';

/** The version of a tool that a build installs. */
export interface PinnedTool {
  /** The prop that says it. */
  readonly prop: string;
  readonly version?: string;
  /** Without it. */
  readonly usual: string;
}

/** A release, also before its final one or behind it. Source: PEP 440, "Public version identifiers". */
const RELEASE = /^v?\d+(?:\.\d+)*(?:(?:a|b|rc)\d+)?(?:\.post\d+)?(?:\.dev\d+)?$/;

/** The requirement that installs a tool, `uv==0.13.8`. Fails with `PropInvalid` for what is no version: an installer would take another one each day, or none. */
export function pinnedTool(name: string, { prop, version, usual }: PinnedTool): string {
  const exact: unknown = version ?? usual;
  if (typeof exact !== 'string' || !RELEASE.test(exact)) {
    throw new CodedError('PropInvalid', {
      what: `${prop} is no version of ${name.replace(/\[.*/, '')}`,
      found: JSON.stringify(exact),
      expected: 'one exact version, so that two builds use the same',
      write: `${prop}: '${usual}'`,
    });
  }
  return `${name}==${exact}`;
}
