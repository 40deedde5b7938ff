import { Construct, RootConstruct } from 'constructs';
import { expect, test } from 'vitest';
import { Trait } from '../../src/private/trait';

test('a construct finds its own value, else the one of the nearest above, and another copy of the library finds it, too', () => {
  const root = new RootConstruct();
  const middle = new Construct(root, 'Middle');
  const leaf = new Construct(middle, 'Leaf');
  new Trait<string>('TraitTest').implement(root, 'of the root');
  const trait = new Trait<string>('TraitTest');
  expect([trait.on(leaf), trait.nearest(leaf)]).toEqual([undefined, 'of the root']);
  trait.implement(middle, 'of the middle');
  expect([trait.on(middle), trait.nearest(leaf), trait.nearest(root)]).toEqual(['of the middle', 'of the middle', 'of the root']);
  expect(Object.keys(middle)).not.toContain('of the middle');
  expect(new Trait<string>('TraitTestOther').nearest(leaf)).toBeUndefined();
});
