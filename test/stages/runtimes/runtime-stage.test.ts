import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { BaseImage, Instruction, RuntimeStage, RuntimeStageProps } from '../../../src';
import { coded } from '../../support/coded';
import { readStage } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

class MineStage extends RuntimeStage {
  constructor(scope: Construct, id: string, props: Partial<RuntimeStageProps> = {}) {
    super(scope, id, { parent: BaseImage.scratch(), entrypoint: ['/mine'], workdir: '/data', stopSignal: 'SIGTERM', user: '5:6', ...props });
  }

  protected instructions(): Instruction[] {
    return [Instruction.env({ A: 'b' })];
  }
}

test('a runtime of one\'s own is the image of its app', () => {
  const app = scriptApp(pinned('idna'));
  const mine = new MineStage(app, 'Mine', { port: 80 });
  expect(app.runtime).toBe(mine);
  expect(app.image.dockerfile).toMatch(/^FROM scratch AS mine\nENV A=b\nWORKDIR \/data\nEXPOSE 80\nUSER 5:6\nSTOPSIGNAL SIGTERM\nENTRYPOINT \["\/mine"\]\n/m);
});

test('what is added comes before its end and is not overruled', () => {
  const mine = new MineStage(scriptApp(pinned('idna')), 'Mine');
  mine.addUser('7:7');
  expect(readStage(mine).lines).toEqual(['ENV A=b', 'USER 7:7', 'WORKDIR /data', 'STOPSIGNAL SIGTERM', 'ENTRYPOINT ["/mine"]']);
});

test('its environment is the stage that it starts from; itself on a base image', () => {
  const app = scriptApp(pinned('idna'));
  const first = new MineStage(app, 'First');
  expect([first.environment, new MineStage(app, 'Second', { parent: first }).environment]).toEqual([first, first]);
});

test('fails for root', () => {
  expect(() => new MineStage(scriptApp(pinned('idna')), 'Mine', { user: '0:0' })).toThrow(coded('UserInvalid', /^Stack\/Api\/Mine: /));
});
