import { CodedError } from '../../private/coded-error';

/** Where static files are served. */
export interface StaticFilesOptions {
  /**
   * The path of the URLs: `/static` for `/static/css/site.css`. With Django the setting STATIC_URL has to say the same.
   * @default '/static'
   */
  readonly urlPath?: string;
}

/** How Django collects its static files. */
export interface DjangoStaticFilesOptions extends StaticFilesOptions {
  /**
   * The folder that the files are collected into, absolute. The setting STATIC_ROOT has to say the same.
   * @default '/app/static'
   */
  readonly folder?: string;

  /**
   * The module of the settings: `mysite.settings`.
   * @default - what the module of the application sets when it is imported
   */
  readonly settings?: string;

  /**
   * Variables that the settings want to be read at all, in the build only: `{ SECRET_KEY: 'for the build' }`. Never a secret: they stand in the Dockerfile.
   * @default - none
   */
  readonly buildEnvironment?: Record<string, string>;
}

/** How the files are collected in the build. */
export interface StaticCollection {
  /**
   * The module of Django's settings: `shop.settings`.
   * @default - what the module of the application sets
   */
  readonly settings?: string;

  /** Variables of the step that collects, and of no other. */
  readonly buildEnvironment: Record<string, string>;
}

/** Files that the web server itself serves: style sheets, scripts, images. */
export class StaticFiles {
  /**
   * What Django's `collectstatic` gathers from all apps, in the build: https://docs.djangoproject.com/en/stable/ref/contrib/staticfiles/.
   * It runs in the image without the app, so on the platform of the image. The build fails when STATIC_ROOT or STATIC_URL say something else.
   *
   * EntrypointInvalid: a path is not absolute, or the settings are no module.
   */
  public static collectedByDjango(options: DjangoStaticFilesOptions = {}): StaticFiles {
    const { settings } = options;
    if (settings !== undefined && !/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(settings)) {
      throw new CodedError('EntrypointInvalid', { what: 'the settings of Django are no module', found: JSON.stringify(settings), expected: 'the name of a module', write: "settings: 'mysite.settings'" });
    }
    return new StaticFiles(options.folder ?? '/app/static', options, { settings, buildEnvironment: { ...options.buildEnvironment } });
  }

  /**
   * A folder that is in the image already.
   *
   * EntrypointInvalid: a path is not absolute.
   *
   * @param folder absolute: `/app/assets`
   */
  public static fromFolder(folder: string, options: StaticFilesOptions = {}): StaticFiles {
    return new StaticFiles(folder, options);
  }

  /** The folder in the image, absolute. */
  public readonly folder: string;
  /** The path of the URLs, without a slash at the end. */
  public readonly urlPath: string;
  /** @internal */
  public readonly _collection?: StaticCollection;

  private constructor(folder: string, options: StaticFilesOptions, collection?: StaticCollection) {
    this.folder = absolutePath(folder, 'the folder of static files');
    this.urlPath = absolutePath(options.urlPath ?? '/static', 'the path of the URLs of static files');
    this._collection = collection;
  }
}

/** Of characters that no shell and no server reads as something else. */
function absolutePath(path: string, what: string): string {
  if (!/^(\/(?!\.{1,2}(\/|$))[\w.@+-]+)+$/.test(path)) {
    throw new CodedError('EntrypointInvalid', {
      what: `${what} is not an absolute path`, found: JSON.stringify(path), expected: 'letters, digits and . _ @ + - behind each "/"', write: "'/app/static'",
    });
  }
  return path;
}
