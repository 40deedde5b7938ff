import { CodedError } from '../../private/coded-error';

/** Who runs the app: a number, so that a cluster can check that it is not root, and a line in /etc/passwd for programs that look their user up. */
export class RuntimeUser {
  /** `uid:gid` as in USER. */
  public readonly spec: string;

  constructor(spec: string) {
    const match = /^([1-9]\d{0,8}):([1-9]\d{0,8})$/.exec(spec);
    if (match === null) {
      const isRoot = /^(?:0+|root)(?::|$)/.test(spec);
      throw new CodedError('UserInvalid', {
        what: isRoot ? 'the app would run as root' : 'the user of an image is not written as two numbers',
        found: JSON.stringify(spec),
        expected: 'the numbers of a user and a group, not 0; what needs root is done in the build, by additions to the image',
        write: `user: '${/^[1-9]\d{0,8}$/.test(spec) ? `${spec}:${spec}` : '10001:10001'}'`,
      });
    }
    this.spec = spec;
  }

  public get passwdLine(): string {
    const [uid, gid] = this.spec.split(':');
    return `app:x:${uid}:${gid}::/tmp:/usr/sbin/nologin`;
  }

  public get groupLine(): string {
    return `app:x:${this.spec.split(':')[1]}:`;
  }
}
