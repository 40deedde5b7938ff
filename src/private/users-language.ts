/** A piece of a message: a literal in quotes, a name, white space, or one other character. */
const PIECE = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[A-Za-z_$][\w$]*|\s+|[^]/g;

/** Whether the program that uses the library is written in Python: jsii says so in a variable of the process that it starts. */
export function isPythonProgram(): boolean {
  // eslint-disable-next-line no-restricted-syntax -- what a user is told is no output: it may depend on who reads it
  return process.env.JSII_AGENT?.startsWith('Python/') ?? false;
}

/** What a user is to write, as the user's language has it: `healthCheck: HealthCheck.none()` is `health_check=HealthCheck.none()` in Python. */
export function inUsersLanguage(text: string): string {
  return isPythonProgram() ? inPython(text) : text;
}

/**
 * TypeScript among prose, in Python: names in lower case with underscores, the last object of a call as named arguments, any other as a dictionary, no `new`.
 * Literals in quotes, and words that are no names of an API, stay as they are.
 */
export function inPython(text: string): string {
  return new Translation(text.match(PIECE) ?? []).text();
}

/** What a bracket is in Python: named arguments have none. */
type Bracket = '(' | '[' | 'named' | 'dictionary';

class Translation {
  private readonly open: Bracket[] = [];
  private out = '';

  constructor(private readonly pieces: string[]) {}

  public text(): string {
    for (let n = 0; n < this.pieces.length; n++) {
      n = this.add(n);
    }
    return this.out;
  }

  /** Adds a piece, and gives the index of the last one that is dealt with. */
  private add(n: number): number {
    const piece = this.pieces[n];
    if (piece === '{') {
      this.open.push(['(', ','].includes(this.before(n) ?? '') && this.open.at(-1) === '(' ? 'named' : 'dictionary');
      return this.open.at(-1) === 'named' ? this.spaceAfter(n) : this.write('{', this.spaceAfter(n));
    }
    if (piece === '}') {
      const named = this.open.pop() === 'named';
      this.out = this.out.replace(/\s+$/, '');
      return this.write(named ? '' : '}', n);
    }
    if (piece === '(' || piece === '[') {
      this.open.push(piece);
    } else if (piece === ')' || piece === ']') {
      this.open.pop();
    }
    return /^[A-Za-z_$]/.test(piece) ? this.name(n) : this.write(piece, n);
  }

  private name(n: number): number {
    const piece = this.pieces[n];
    const next = this.pieces[n + 1];
    if ((piece === 'new' || piece === 'const') && /^\s/.test(next ?? '') && /^[A-Z…]|^app$/.test(this.pieces[n + 2] ?? '')) {
      return n + 1;
    }
    if (next === ':' && this.isKey(n) && this.isValue(n + 2)) {
      return this.key(piece, n);
    }
    if (['named', 'dictionary'].includes(this.open.at(-1) ?? '') && /^[{,]$/.test(this.before(n) ?? '') && /^[,}]$/.test(this.after(n) ?? '')) {
      return this.write(this.keyed(piece, snakeCase(piece)), n); // a name that is the value, too
    }
    // A path, an option of a command and a word in another's name are no names of an API.
    const apart = /[-/\\@]/.test(this.pieces[n - 1] ?? '') || /[-/\\@]/.test(next ?? '');
    return this.write(piece === 'lambda' && next === '.' ? 'lambda_' : apart ? piece : snakeCase(piece), n);
  }

  /** `name: value`. */
  private key(piece: string, n: number): number {
    const value = { true: 'True', false: 'False', undefined: 'None' }[this.pieces[n + 3] ?? ''];
    return this.write(this.keyed(piece, value ?? ''), value === undefined ? this.spaceAfter(n + 1) : n + 3);
  }

  private keyed(name: string, value: string): string {
    return this.open.at(-1) === 'dictionary' ? `"${snakeCase(name)}": ${value}` : `${snakeCase(name)}=${value}`;
  }

  /** Whether a name before a colon is that of a prop, and not the last word of a sentence. */
  private isKey(n: number): boolean {
    return this.open.length > 0 || [undefined, ',', ':', 'or', 'and'].includes(this.before(n)) || this.pieces[n - 1].includes('\n');
  }

  /** Whether what follows a colon is a value, and not the next words of a sentence. */
  private isValue(n: number): boolean {
    const [space, value, next] = this.pieces.slice(n, n + 3);
    return /^ $/.test(space ?? '') && value !== undefined && (/^['"[{…\d]/.test(value) || /^(true|false|undefined|new)$/.test(value)
      || (/^[A-Za-z]/.test(value) && (next === '.' || next === '(')) || (this.open.length > 0 && /^[a-z]\w*$/i.test(value)));
  }

  private before(n: number): string | undefined {
    return this.pieces.slice(0, n).reverse().find((piece) => piece.trim() !== '');
  }

  private after(n: number): string | undefined {
    return this.pieces.slice(n + 1).find((piece) => piece.trim() !== '');
  }

  /** The index of the white space behind a piece, or of the piece. */
  private spaceAfter(n: number): number {
    return /^\s+$/.test(this.pieces[n + 1] ?? '') ? n + 1 : n;
  }

  private write(text: string, n: number): number {
    this.out += text;
    return n;
  }
}

/** As jsii does it; constants and classes stay. */
function snakeCase(name: string): string {
  return /^[a-z]+[a-z0-9]*[A-Z]/.test(name) ? name.replace(/([a-z0-9])([A-Z]+)/g, (_, before: string, capitals: string) => `${before}_${capitals.toLowerCase()}`) : name;
}
