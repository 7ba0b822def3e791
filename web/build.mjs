// Assembles dist/: the Tinode web client as its authors publish it, except that it loads nothing from anybody else's
// server and takes its API key from the server that serves it. Every change to a published file is an exact
// replacement that must match exactly as often as it is expected to, so that a newer web client which no longer looks
// the way it did fails this build instead of slipping through it.

import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = join(HERE, 'node_modules');
const DIST = join(HERE, 'dist');
// The site takes its final name only when it is complete and checked.
const PARTIAL = join(HERE, 'dist.partial');

const WEBAPP = 'tinode-webapp';
const STOCK_API_KEY = 'AQEAAAABAAD_rAp4DJh05a1HAwFT3A6K';

// Answered by the server, hence the one local reference that has no file in dist/.
const SERVER_CONFIG = 'parley-config.js';

// What the page takes from other people's servers, and where its local copy comes from.
const VENDOR_SCRIPTS = [
  { url: 'https://cdn.jsdelivr.net/npm/react@18.3.1/umd/react.production.min.js', from: 'react/umd/react.production.min.js' },
  { url: 'https://cdn.jsdelivr.net/npm/react-dom@18.3.1/umd/react-dom.production.min.js', from: 'react-dom/umd/react-dom.production.min.js' },
  { url: 'https://cdn.jsdelivr.net/npm/react-intl@7.1.6/react-intl.iife.min.js', from: 'react-intl/react-intl.iife.js' },
  { url: 'https://cdn.jsdelivr.net/npm/qrcodejs@1.0.0/qrcode.min.js', from: 'qrcodejs/qrcode.min.js' },
];
const VENDOR_STYLES = [
  {
    url: 'https://fonts.googleapis.com/css?family=Roboto:300,400,400i,500,700,700i',
    from: ['300', '400', '400-italic', '500', '700', '700-italic'].map(face => `@fontsource/roboto/${face}.css`),
    to: 'vendor/roboto/roboto.css',
  },
  {
    url: 'https://fonts.googleapis.com/icon?family=Material+Icons',
    from: ['material-icons/iconfont/filled.css'],
    to: 'vendor/material-icons/material-icons.css',
  },
];

// What changes in the application itself, umd/index.prod.js.
const APP_CHANGES = [
  { find: `"${STOCK_API_KEY}"`, put: `(window.PARLEY_API_KEY||"${STOCK_API_KEY}")` },
  // Always the server the page came from: the published client would go to port 6060 whenever the host is "localhost".
  { find: '{hosted:"web.tinode.co",local:"localhost:6060"}', put: '{hosted:window.location.host,local:window.location.host}' },
  // Code that is not reached without Firebase's settings; now it could not reach anybody either.
  { find: 'https://www.googletagmanager.com/gtag/js?id=', put: '/no-push/gtag.js?id=' },
  { find: 'https://firebaseinstallations.googleapis.com/', put: '/no-push/' },
  { find: 'https://fcmregistrations.googleapis.com/', put: '/no-push/' },
];

// What changes in the client library, umd/tinode.prod.js.
const LIBRARY_CHANGES = [
  // The application hands this method on without the object it belongs to, and then asks for pictures of people without key and token.
  { find: 'authorizeURL(e){if(', put: 'get authorizeURL(){return this._authorizeURL.bind(this)}_authorizeURL(e){if(' },
];

const CHANGES = { 'index.prod.js': APP_CHANGES, 'tinode.prod.js': LIBRARY_CHANGES };

const LICENSES = [
  'tinode-webapp/LICENSE', 'tinode-sdk/LICENSE', 'libphonenumber-js/LICENSE',
  'react/LICENSE', 'react-dom/LICENSE', 'react-intl/LICENSE.md', 'qrcodejs/LICENSE',
  '@fontsource/roboto/LICENSE', 'material-icons/LICENSE',
];

// Hosts that may be named in the text of a file because nothing is loaded from them: XML namespaces, pages that error
// messages point to, and links a user may click.
const NAMED_BUT_NOT_LOADED = new Set(['www.w3.org', 'reactjs.org', 'formatjs.github.io', 'github.com', 'tinode.co']);

function replaceExactly(text, changes, where) {
  for (const { find, put, times = 1 } of changes) {
    const found = text.split(find).length - 1;
    if (found !== times)
      throw new Error(`${where}: expected ${times} × ${find}\n  but found ${found}: has ${WEBAPP} changed?`);
    text = text.replaceAll(find, () => put);
  }
  return text;
}

const readPackaged = path => readFile(join(PACKAGES, path), 'utf8');

async function writeSite(path, content) {
  const target = join(PARTIAL, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
}

async function copyToSite(from, to) {
  await cp(join(PACKAGES, from), join(PARTIAL, to), { recursive: true });
}

async function filesUnder(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile())
    .map(entry => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

async function writePage() {
  const remove = find => ({ find: find + '\n', put: '' });
  const page = replaceExactly(await readPackaged(`${WEBAPP}/index.html`), [
    // Not loaded, but they present the page as a copy of somebody else's.
    remove('<meta name="application-url" content="https://web.tinode.co/">'),
    remove('<meta name="og:url" content="https://web.tinode.co/">'),
    remove('<link rel="canonical" href="https://web.tinode.co/" />'),
    // Every browser that can run the web client has had Intl.Segmenter since 2024.
    remove('<script crossorigin="anonymous" src="https://polyfill-fastly.io/v3/polyfill.min.js?features=Intl.Segmenter"></script>'),
    ...VENDOR_STYLES.map(({ url, to }) => ({ find: `href="${url}"`, put: `href="${to}"` })),
    ...VENDOR_SCRIPTS.map(({ url, from }) => ({
      find: `<script crossorigin="anonymous" src="${url}">`,
      put: `<script src="vendor/${posix.basename(from)}">`,
    })),
    // Without Firebase's settings the web client leaves push notifications, and with them its service worker, alone.
    { find: '<script src="firebase-init.js">', put: `<script src="${SERVER_CONFIG}">` },
  ], 'index.html');
  await writeSite('index.html', page);
}

async function writeManifest() {
  const manifest = JSON.parse(await readPackaged(`${WEBAPP}/manifest.json`));
  for (const key of ['gcm_sender_id', 'prefer_related_applications', 'related_applications']) {
    if (!(key in manifest))
      throw new Error(`manifest.json: expected ${key}: has ${WEBAPP} changed?`);
    delete manifest[key];
  }
  await writeSite('manifest.json', JSON.stringify(manifest, null, 2) + '\n');
}

async function writeApp() {
  for (const directory of ['img', 'audio'])
    await copyToSite(`${WEBAPP}/${directory}`, directory);
  await copyToSite(`${WEBAPP}/css/base.min.css`, 'css/base.min.css');

  for (const file of await filesUnder(join(PACKAGES, WEBAPP, 'umd'))) {
    if (!file.endsWith('.prod.js'))
      continue;
    const script = await readPackaged(`${WEBAPP}/umd/${file}`);
    const changes = CHANGES[file] ?? [];
    // Source maps are not shipped, so neither are the references to them.
    await writeSite(`umd/${file}`, replaceExactly(script, changes, file).replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n'));
  }
}

async function writeVendored() {
  for (const { from } of VENDOR_SCRIPTS)
    await copyToSite(from, `vendor/${posix.basename(from)}`);

  for (const { from, to } of VENDOR_STYLES) {
    const sheets = [];
    for (const path of from) {
      // The .woff copies are for browsers too old to run the web client.
      const sheet = (await readPackaged(path)).replace(/,\s*url\([^)]*\.woff["']?\)\s*format\(["']woff["']\)/g, '');
      for (const [, font] of sheet.matchAll(/url\(["']?\.\/([^)"']+)["']?\)/g))
        await copyToSite(posix.join(posix.dirname(path), font), posix.join(posix.dirname(to), font));
      sheets.push(sheet);
    }
    await writeSite(to, sheets.join('\n'));
  }

  for (const license of LICENSES)
    await copyToSite(license, `licenses/${posix.dirname(license).replace('@', '').replace('/', '-')}.txt`);
}

// ---- The check at the end ----

const LOADS = {
  '.html': [/\b(?:src|href|action|data)\s*=\s*["']?([^"'\s>]+)/gi],
  '.css': [/\burl\(\s*["']?([^"')]+)/gi, /@import\s+["']([^"']+)/gi],
  '.js': [/\bimportScripts\(\s*["'`]([^"'`]+)/g, /\.(?:src|href)\s*=\s*["'`]([^"'`]+)/g, /\bimport\(\s*["'`]([^"'`]+)/g],
  '.json': [/"(?:src|start_url|url)"\s*:\s*"([^"]+)"/g],
  '.svg': [/\bhref\s*=\s*["']([^"']+)/g],
};

const isThirdParty = reference => /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(reference);

/** What is wrong with one file of the site. */
function* problemsIn(path, text, site) {
  const kind = extname(path);
  for (const pattern of LOADS[kind]) {
    for (const [, reference] of text.matchAll(pattern)) {
      if (isThirdParty(reference))
        yield `loads ${reference}`;
      else if ((kind === '.html' || kind === '.css') && !isInSite(path, reference, site))
        yield `refers to ${reference}, which is not there`;
    }
  }
  for (const [url, host] of text.matchAll(/(?:https?|wss?):\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi)) {
    if (!NAMED_BUT_NOT_LOADED.has(host))
      yield `names ${url}`;
  }
  if (kind === '.html') {
    // What a Content-Security-Policy without 'unsafe-inline' would refuse to run.
    if (/<script(?![^>]*\ssrc=)/i.test(text))
      yield 'has an inline script';
    if (/<[^>]+\son[a-z]+\s*=/i.test(text) || /["'=\s]javascript:/i.test(text))
      yield 'has an inline event handler';
  }
}

function isInSite(from, reference, site) {
  if (reference.startsWith('data:') || reference.startsWith('#'))
    return true;
  const path = posix.join(posix.dirname(from), reference.replace(/[?#].*$/, ''));
  return path === SERVER_CONFIG || site.has(path);
}

async function checkSite() {
  const files = await filesUnder(PARTIAL);
  const site = new Set(files);
  const problems = [];
  for (const path of files) {
    if (extname(path) in LOADS) {
      for (const problem of problemsIn(path, await readFile(join(PARTIAL, path), 'utf8'), site))
        problems.push(`${path} ${problem}`);
    }
  }
  if (problems.length > 0)
    throw new Error(`The site is not self-contained:\n  ${problems.join('\n  ')}`);
  return files.length;
}

try {
  await rm(PARTIAL, { recursive: true, force: true });
  await writeApp();
  await writeVendored();
  await writeManifest();
  await writePage();
  const count = await checkSite();
  await rm(DIST, { recursive: true, force: true });
  await rename(PARTIAL, DIST);
  console.log(`web/dist: ${count} files, nothing loaded from third parties`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
