/** What JavaScript does not know, or means otherwise: flags, conditions, references by name, atomic groups, quantifiers that give nothing back. */
const PYTHON_ONLY = /\(\?(?:[aiLmsux]+[):-]|-|P[=>]|\(|>|#)|[+*?}]\+|\\[GKbBzUNxu]/;

/**
 * An expression of Python that a tag has to begin with, as `match` of Python has it. Undefined for one that JavaScript would read otherwise, and for one that may
 * take longer than anybody waits: a repetition in a repetition, unless a mark such as a dot begins each turn.
 */
export function carriedExpression(text: string): RegExp | undefined {
  if (PYTHON_ONLY.test(text) || repeatsRepetition(text)) {
    return undefined;
  }
  try {
    return new RegExp(`^(?:${text.replace(/\(\?P</g, '(?<').replace(/\\A/g, '^').replace(/\\Z/g, '$')})`);
  } catch {
    return undefined;
  }
}

function repeatsRepetition(text: string): boolean {
  const groups: { start: number; repeats: boolean }[] = [];
  // Of an escape and of a set, the length alone counts here.
  const plain = text.replace(/\\./gs, (escape) => escape === '\\.' ? '\u0001\u0001' : 'aa').replace(/\[\^?\]?[^\]]*\]/g, (set) => 's'.repeat(set.length));
  for (let at = 0; at < plain.length; at++) {
    const unbounded = /^(?:[+*]|\{\d*,\})/.test(plain.slice(at));
    if (plain[at] === '(') {
      groups.push({ start: at, repeats: false });
    } else if (plain[at] === ')') {
      const group = groups.pop() ?? { start: at, repeats: false };
      const inside = plain.slice(group.start + 1, at).replace(/^\?(?:P?<[^>]*>|:)/, '');
      const again = /^(?:[+*]|\{\d*,\})/.test(plain.slice(at + 1));
      if (again && group.repeats && !marked(inside, text.slice(at - inside.length, at))) {
        return true;
      }
      const around = groups[groups.length - 1];
      if (around !== undefined) {
        around.repeats ||= group.repeats || again;
      }
    } else if (unbounded && groups.length > 0) {
      groups[groups.length - 1].repeats = true;
    }
  }
  return false;
}

/** `\.\d+`: each turn begins with a mark, and digits follow that cannot be one. */
function marked(plain: string, text: string): boolean {
  return /^\u0001\u0001|^[-_/]/.test(plain) && /^(?:\\\.|[-_/])(?:\\d|\[0-9\]|\[a-z\]|\[A-Za-z\])[+*]$/.test(text);
}
