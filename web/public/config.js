// Settings of this installation, read before the application starts. See src/lib/settings.ts for what may stand here.
globalThis.calitas = {};
