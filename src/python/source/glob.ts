/**
 * A pattern for paths with `/`: `*` and `?` stay inside a folder, `**` crosses folders, `[…]` is a set. Everything else is literal.
 * Source: PEP 639 for license-files; the build back ends' include patterns agree on this much.
 */
export function globToRegExp(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    const set = char === '[' ? /^\[([!^]?)([^\]/]+)\]/.exec(pattern.slice(at)) : null;
    if (pattern.startsWith('**/', at)) {
      source += '(?:[^/]+/)*';
      at += 2;
    } else if (pattern.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (char === '*') {
      source += '[^/]*';
    } else if (char === '?') {
      source += '[^/]';
    } else if (set) {
      source += `[${set[1] ? '^' : ''}${set[2].replace(/[\\^\]]/g, '\\$&')}]`;
      at += set[0].length - 1;
    } else {
      source += char.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
  }
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    return /^\b\B$/; // A set such as [z-a] matches nothing.
  }
}

/** Whether the text has a wildcard. */
export function isGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

/** The folders of a pattern before its first wildcard: `data/*.json` is `data`. */
export function globBase(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex(isGlob);
  return first < 0 ? pattern : parts.slice(0, first).join('/');
}
