import * as path from 'path';
import { parseRequirement, Requirement } from '../syntax/requirement';
import { SyntaxProblem } from '../syntax/syntax-problem';
import { parseWheelName } from '../syntax/wheel-tags';

/** What a line of a requirements file asks for. */
export interface RequirementsEntry {
  readonly requirement: Requirement;
  readonly editable: boolean;
  readonly hashes: string[];
  /** The path as it is written, for a local folder, wheel or archive. */
  readonly path?: string;
}

const VCS = /^(git|hg|svn|bzr)\+/i;
const URL_SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;

/** Whether the source of the URL is a version control system. */
export function isVcs(url: string): boolean {
  return VCS.test(url);
}

/** Whether the URL names one commit or carries a hash: it is the same thing every time. */
export function isImmutable(url: string): boolean {
  return VCS.test(url) ? /@[0-9a-f]{40}([#?]|$)/.test(url) : /[#&](sha256|sha384|sha512)=/.test(url);
}

/** Reads the part of a line before its options. Throws SyntaxProblem. */
export function parseEntry(text: string, editable: boolean, hashes: string[]): RequirementsEntry {
  // Rye writes a path so, and pip takes it: `-e file:.`.
  const bare = text.replace(/^(['"])(.*)\1$/, '$2').trim().replace(/^file:(?!\/\/)(?=[./])/i, '').replace(/^file:(?!\/\/)(?=\w)/i, './');
  if (bare === '') {
    throw new SyntaxProblem('a requirement', 0);
  }
  if (URL_SCHEME.test(bare)) {
    return byUrl(bare, editable, hashes);
  }
  if (isPath(bare) || editable) {
    return byPath(bare, editable, hashes);
  }
  const requirement = parseRequirement(bare);
  const local = requirement.url !== undefined && !URL_SCHEME.test(requirement.url) && !VCS.test(requirement.url) ? requirement.url : undefined;
  const file = requirement.url?.replace(/^file:(\/\/(localhost)?)?/i, '');
  return {
    requirement,
    editable,
    hashes,
    ...(local !== undefined ? { path: file ?? local } : /^file:/i.test(requirement.url ?? '') ? { path: file } : {}),
  };
}

function isPath(text: string): boolean {
  const name = text.split(/[\s;[]/)[0];
  return name === '.' || name === '..' || /^[.~]{0,2}[\\/]/.test(name) || (name.includes('/') && !text.includes('@'))
    || /^[A-Za-z]:[\\/]/.test(name) || /^[^\s;@]+\.(whl|zip|tar\.gz|tgz|tar\.bz2)$/.test(name);
}

function byUrl(text: string, editable: boolean, hashes: string[]): RequirementsEntry {
  const [url, marker] = splitMarker(text);
  const egg = /[#&]egg=([^&[]+)(\[[^\]]*\])?/.exec(url);
  const wheel = parseWheelName(decode(url.replace(/[?#].*$/, '').split('/').pop() ?? ''));
  const name = egg ? `${egg[1]}${egg[2] ?? ''}` : wheel?.distribution ?? nameOfArchive(url);
  const requirement = parseRequirement(`${decode(name)} @ ${url}${marker}`);
  const file = /^file:\/\/(?:localhost)?(.*?)(?:#.*)?$/i.exec(url)?.[1];
  return { requirement: { ...requirement, text }, editable, hashes, ...(file !== undefined && { path: decode(file) }) };
}

function byPath(text: string, editable: boolean, hashes: string[]): RequirementsEntry {
  const [place, marker] = splitMarker(text);
  const extras = /\[([^\]]*)\]$/.exec(place)?.[0] ?? '';
  const file = place.slice(0, place.length - extras.length).trim();
  const base = path.posix.basename(file.replace(/\\/g, '/').replace(/\/+$/, '').replace(/#.*$/, ''));
  const wheel = parseWheelName(base);
  const name = wheel?.distribution ?? (nameOfArchive(base) || 'project');
  const requirement = parseRequirement(`${/^[A-Za-z0-9]/.test(name) ? name : 'project'}${extras} @ ${file.replace(/\s/g, '%20')}${marker}`);
  return { requirement: { ...requirement, text }, editable, hashes, path: file.replace(/#.*$/, '') };
}

function splitMarker(text: string): [string, string] {
  const at = text.search(/\s;|;\s/);
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), ` ;${text.slice(text.indexOf(';', at) + 1)}`];
}

function nameOfArchive(url: string): string {
  const base = decode(url.replace(/[?#].*$/, '').replace(/\/+$/, '').split('/').pop() ?? '').replace(/@[^@]*$/, '');
  const name = base.replace(/\.(git|zip|tar\.gz|tgz|tar\.bz2|whl)$/, '').replace(/-\d[^-]*$/, '').replace(/[^A-Za-z0-9._-]+/g, '-');
  return name.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '') || 'unnamed';
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
