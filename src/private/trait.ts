/** What of a construct a trait needs. */
interface Placed {
  readonly node: { readonly scope?: Placed };
}

/** A value that a construct has and that those below it find. Its symbol is global, so that two copies of the library in one program find each other's. */
export class Trait<T> {
  private readonly symbol: symbol;

  constructor(name: string) {
    this.symbol = Symbol.for(`cdk-python-images.${name}`);
  }

  /** Gives the value to a construct; the last one counts. */
  public implement(construct: object, value: T): void {
    Object.defineProperty(construct, this.symbol, { value, configurable: true, enumerable: false });
  }

  /** The value of the construct itself; undefined when it has none. */
  public on(construct: object): T | undefined {
    return (construct as Record<symbol, T | undefined>)[this.symbol];
  }

  /** The value of the construct, or of the nearest one above it that has one; undefined when there is none. */
  public nearest(construct: Placed): T | undefined {
    for (let at: Placed | undefined = construct; at !== undefined; at = at.node.scope) {
      const value = this.on(at);
      if (value !== undefined) {
        return value;
      }
    }
    return undefined;
  }
}
