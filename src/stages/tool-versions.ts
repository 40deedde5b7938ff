/** The uv that builds and installs when nothing else is asked for. */
export const UV_VERSION = '0.13.8';

/** The pip that makes wheels when nothing else is asked for. */
export const PIP_VERSION = '26.3';

/** The Nuitka that compiles when nothing else is asked for. */
export const NUITKA_VERSION = '4.3.3';
