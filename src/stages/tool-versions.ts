/** The uv that builds and installs when nothing else is asked for. */
export const UV_VERSION = '0.13.8';

/** The pip that makes wheels when nothing else is asked for. */
export const PIP_VERSION = '26.3';

/** The Nuitka that compiles when nothing else is asked for. */
export const NUITKA_VERSION = '4.3.3';

/** Lambda's runtime client and what it needs, when nothing else is asked for: wheels, which are installed as they are. */
export const LAMBDA_CLIENT_VERSION = '4.2.2';
export const LAMBDA_CLIENT_NEEDS = ['simplejson==4.3.0', 'snapshot-restore-py==1.0.0'];

/** AWS's Lambda Web Adapter when nothing else is asked for. */
export const LAMBDA_WEB_ADAPTER_VERSION = '0.9.1';
