// Asks npm's own tree builder about small random worlds and prints its answers, one a line: the
// world's number, the beginning of its digest, and NAME/NAME=VERSION for each place. RandomWorld
// makes the same worlds of their numbers. By hand: NODE_PATH=$(npm root -g)/npm/node_modules node random-trees.js SEED COUNT
// > ../resources/org/omnipkg/ecosystem/node/internal/tree/random-trees.txt
'use strict';
const { createHash } = require('crypto');
const http = require('http');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { Worker, isMainThread, parentPort, workerData } = require('worker_threads');
const Arborist = require('@npmcli/arborist');

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const VERSIONS = ['1.0.0', '1.1.0', '2.0.0', '2.1.0', '3.0.0-beta.1', '3.0.0'];
const RANGES = ['*', '*', '^1', '^2', '>=1', '1 || 2', '1 || 2 || 3', '>=2 <4', '^3', '~1.1', '2.0.0', '^3.0.0-beta.0'];

function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: n => Math.floor(next() * n),
    one: n => next() * n < 1,
    of: list => list[Math.floor(next() * list.length)],
  };
}

function world(seed) {
  const by = chance(seed);
  const packages = {};
  for (const name of NAMES) {
    const releases = (packages[name] = {});
    for (const version of VERSIONS) {
      if (by.one(version.includes('-') ? 2 : 4)) continue;
      const release = (releases[version] = {});
      for (let i = by.below(4); i > 0; i--) {
        const kind = by.of(['dependencies', 'dependencies', 'dependencies', 'peerDependencies', 'peerDependencies', 'optionalDependencies']);
        const other = by.of(NAMES);
        if (other === name && !by.one(6)) continue;
        (release[kind] ??= {})[other] = by.of(RANGES);
        if (kind === 'peerDependencies' && by.one(4)) {
          (release.peerDependenciesMeta ??= {})[other] = { optional: true };
        }
      }
    }
    if (Object.keys(releases).length === 0) releases['1.0.0'] = {};
  }
  const roots = {};
  for (let i = by.below(3); i >= 0; i--) {
    const name = by.of(NAMES);
    const known = Object.keys(packages[name]);
    roots[name] = by.one(2) ? '*' : '^' + by.of(known);
  }
  const overrides = {};
  if (by.one(6)) overrides[by.of(NAMES)] = by.of(RANGES);
  return { seed, packages, roots, overrides };
}

async function answer(world, registry, folder) {
  const here = path.join(folder, 'w' + world.seed);
  fs.mkdirSync(here);
  const manifest = { name: 'world', version: '1.0.0', dependencies: world.roots };
  if (Object.keys(world.overrides).length) manifest.overrides = world.overrides;
  fs.writeFileSync(path.join(here, 'package.json'), JSON.stringify(manifest));
  try {
    const arborist = new Arborist({ path: here, registry, cache: path.join(folder, 'cache' + world.seed), audit: false, save: true });
    const tree = await arborist.buildIdealTree();
    const places = {};
    for (const node of tree.inventory.values()) {
      if (!node.isRoot && !node.isLink && !node.errors.length) places[node.location] = node.version;
    }
    return places;
  } catch (e) {
    return { error: e.code || String(e.message).split('\n')[0] };
  }
}

function serve(packages) {
  return http.createServer((request, response) => {
    const name = request.url.slice(1);
    const releases = packages()[name];
    if (!releases) {
      response.writeHead(404).end('{}');
      return;
    }
    const versions = {};
    for (const [version, release] of Object.entries(releases)) {
      const dist = { tarball: `http://127.0.0.1/${name}-${version}.tgz`, shasum: sha1(name + version) };
      versions[version] = { name, version, ...release, dist };
    }
    const text = JSON.stringify({ name, 'dist-tags': tags(releases), versions });
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  });
}

// two files of one digest are one package to npm
const sha1 = text => createHash('sha1').update(text).digest('hex');

// It also stumbles over some, and refuses an override beside a request as a matter of form.
const hopeless = places => places.error && !['ERESOLVE', 'ETARGET'].includes(places.error);

// npm goes round in circles on some worlds: those are printed as endless
function line(world, places) {
  const mark = createHash('sha256').update(JSON.stringify(world)).digest('hex').slice(0, 8);
  const all = Object.entries(places ?? {}).map(([at, version]) => at.replaceAll('node_modules/', '') + '=' + version);
  return [world.seed, mark, ...(places ? all : ['endless'])].join(' ');
}

async function main(first, count) {
  let now;
  const server = serve(() => now.packages);
  await new Promise(ready => server.listen(0, '127.0.0.1', ready));
  const registry = `http://127.0.0.1:${server.address().port}/`;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'worlds'));
  let worker;
  for (let seed = first; seed < first + count; seed++) {
    now = world(seed);
    worker ??= new Worker(__filename, { workerData: { registry, folder } });
    const places = await new Promise(told => {
      const patience = setTimeout(() => told(null), 4000);
      worker.removeAllListeners('message');
      worker.on('message', places => {
        clearTimeout(patience);
        told(places);
      });
      worker.postMessage(now);
    });
    if (!places || !hopeless(places)) {
      process.stdout.write(line(now, places) + '\n');
    }
    if (!places) {
      await worker.terminate();
      worker = undefined;
    }
  }
  await worker?.terminate();
  server.close();
  fs.rmSync(folder, { recursive: true });
}

// `latest` is the newest that is no pre-release, else the newest
function tags(releases) {
  const known = Object.keys(releases);
  const plain = known.filter(version => !version.includes('-'));
  return { latest: (plain.length ? plain : known).at(-1) };
}

if (isMainThread) {
  main(Number(process.argv[2]), Number(process.argv[3]));
} else {
  parentPort.on('message', async world =>
    parentPort.postMessage(await answer(world, workerData.registry, workerData.folder)));
}
