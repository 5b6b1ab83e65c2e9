// Asks npm's own `semver` and `validate-npm-package-name`, which npm brings along, and writes the tables beside
// the tests: node tables.mjs "$(npm root -g)/npm/node_modules"
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = process.argv[2]
const require = createRequire(join(modules, 'here.js'))
const semver = require('semver')
const validName = require('validate-npm-package-name')
const out = join(dirname(fileURLToPath(import.meta.url)), '..', 'resources', 'tables')

const versions = [
  '0.0.0', '0.0.1', '0.0.2', '0.1.0', '0.1.2', '0.2.0', '0.2.3', '1.0.0', '1.0.1', '1.1.0', '1.2.0', '1.2.3',
  '1.2.4', '1.3.0', '1.9.9', '2.0.0', '2.0.1', '2.1.0', '2.3.4', '3.0.0', '10.20.30', '99999.0.0',
  '0.0.0-0', '0.0.1-alpha', '0.1.0-beta.2', '1.0.0-0', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta',
  '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.2.3-pre', '1.2.3-beta.4', '1.2.4-0', '1.3.0-alpha',
  '2.0.0-0', '2.0.0-rc.1', '2.1.0-pre.1', '3.0.0-next.5', '1.2.3+build', '1.2.3-beta+exp.sha', 'v1.2.3', '=1.2.3',
]
const odd = [
  '1.2', '1', 'x', '1.2.x', '', '01.2.3', '1.02.3', '1.2.3-01', '1.2.3beta', '1.2.3-', '1.2.3+', '1.2.3.4', 'a.b.c',
  '1.2.3-beta_1', ' 1.2.3 ', 'v 1.2.3', 'V1.2.3', '9007199254740992.0.0', '9007199254740991.0.0', '1.2.3-9007199254740993',
  '1.2.3-alpha..1', '1.2.3--', '1.2.3-0.x', '-1.2.3', '1.-2.3', '１.2.3',
]
const plain = [
  '', '*', 'x', 'X', '1', '1.x', '1.*', '1.2', '1.2.x', '1.2.*', '1.x.x', '1.x.3', '0', '0.x', '0.0', '0.0.x', '0.1', '2', 'v1', 'v1.2.3',
  '=1.2.3', '= 1.2.3', '1.2.3', '1.2.3-pre', '1.0.0-alpha', '1.2.3+build', '=v1.2.3', 'v1.x',
]
const bases = [
  '0', '0.0', '0.0.0', '0.0.1', '0.1', '0.1.2', '0.2.3', '1', '1.0', '1.0.0', '1.2', '1.2.3', '2', '2.0.0', '1.x', '1.2.x', 'x', '*',
  '1.0.0-alpha', '1.0.0-beta.2', '0.0.1-alpha', '0.1.0-beta.2', '1.2.3-beta.4', '2.0.0-0', '2.0.0-rc.1', 'v1.2.3', '1.2.3+build',
]
const ranges = new Set(plain)
for (const operator of ['^', '~', '~>', '>', '>=', '<', '<=', '=', '^ ', '~ ', '> ', '>= ', '< ', '<= ']) {
  for (const base of bases) ranges.add(operator + base)
}
const ends = ['0.0.1', '0.1', '1', '1.0.0', '1.0.0-alpha', '1.2', '1.2.3', '1.x', '2', '2.0.0', '2.0.0-rc.1', '*', 'v2.3.4']
for (const low of ends) for (const high of ends) ranges.add(`${low} - ${high}`)
for (const low of ['>=1.0.0', '>1.0.0', '>=1.0.0-alpha', '^1.2.0', '~1.2', '>=0.1', '1.x', '>1', '>=1.2.3-beta.4', '>=0.0.0', '>=0.0.0-0']) {
  for (const high of ['<2.0.0', '<2', '<=1.2', '<=1.2.3', '<2.0.0-rc.1', '<1.2.3-pre', '<2.x', '!=1', '<99999']) {
    ranges.add(`${low} ${high}`)
    ranges.add(`${high} ${low}`)
    ranges.add(`${low}  ${high}`)
  }
}
for (const one of ['^0.1', '~1.2.3', '1.x', '>2', '<0.0.1', '1.2.3', '', 'latest', '^1 || bad', '1.0.0 - 1.2.3']) {
  for (const other of ['^2', '>=3.0.0-next.1', '1.0.0-alpha', '*', '', 'nonsense', '~0.2']) {
    ranges.add(`${one} || ${other}`)
    ranges.add(`${one}||${other}`)
  }
}
for (const word of [
  'latest', 'next', 'not a range', '>', '<', '>=', '^', '~', '||', '|| 1', '1 ||', '1 | 2', '>=1 <2 || bogus', '>=1 bogus',
  '^1.2.3 ^1.2.4', '>=1.0.0 , <2', '>=1,<2', '1.2.3 1.2.4', '^^1', '>>1', '=>1', '>=>1', '==1.2.3', '===1', '~^1', '1 - ', ' - 2', '1 -2',
  '1 - 2 - 3', '1-2', '^1.2.3-', '^1.2.3-beta', '>=1.2.3-beta <2', '*.1', '1.*.3', 'x.1.2', '^*', '~*', '>=*', '>*', '<*', '<=*', '^x.1', '~0-0',
  '^9007199254740991.0.0', '>=9007199254740992', '^1.2.3.4', '>=1.2.3.4', '1.2.3.4', '^01.02.03', '~1.2.3beta', '^1.2.3beta', '1.2.3-beta',
  'git://x', 'file:../a', '>=v1.2', '^v1.2.3', '~v1', '^=1.2.3', '~=1.2', '>= v1.0.0', '< v2', ' ^1.2.3 ', '\t^1.2.3', '^1.2.3\t<1.9', '>1 - 2', '^1 - 2',
]) ranges.add(word)

const clean = text => JSON.stringify(text)
const lines = []
for (const range of ranges) {
  for (const [mode, options] of [['loose', { loose: true }], ['strict', {}], ['strict+pre', { includePrerelease: true }]]) {
    const valid = semver.validRange(range, options) !== null
    const admitted = valid ? versions.filter(v => semver.satisfies(v, range, options)) : []
    lines.push(`${mode}\t${clean(range)}\t${valid ? 'yes' : 'no'}\t${admitted.join(' ')}`)
  }
}
writeFileSync(join(out, 'ranges.txt'), `# semver ${require('semver/package.json').version}; versions: ${versions.join(' ')}\n${lines.join('\n')}\n`)

const order = []
const readable = versions.filter(v => semver.valid(v, true))
for (const a of readable) order.push(`${clean(a)}\t${readable.map(b => '<=>'[semver.compare(a, b, true) + 1]).join('')}`)
writeFileSync(join(out, 'order.txt'), `# versions: ${readable.join(' ')}\n${order.join('\n')}\n`)

const reading = []
for (const text of [...versions, ...odd]) {
  for (const loose of [true, false]) {
    const read = semver.parse(text, { loose })
    reading.push(`${loose ? 'loose' : 'strict'}\t${clean(text)}\t${read ? read.version : '-'}`)
  }
}
writeFileSync(join(out, 'versions.txt'), `# semver ${require('semver/package.json').version}\n${reading.join('\n')}\n`)

const meet = []
const some = [...ranges].filter(r => semver.validRange(r)).filter((_, i) => i % 17 === 0)
for (const a of some) for (const b of some) meet.push(`${clean(a)}\t${clean(b)}\t${semver.intersects(a, b) ? 'yes' : 'no'}`)
writeFileSync(join(out, 'intersections.txt'), `# semver ${require('semver/package.json').version}\n${meet.join('\n')}\n`)

const names = []
for (const name of [
  'react', 'lodash.merge', 'JSONStream', '@types/node', '@Scope/Name', '@a/b/c', '@/a', '@a/', '@a', 'a/b', '.a', '_a', '-a', 'a.', 'a..b', '..', '.', '../x',
  'node_modules', 'favicon.ico', 'Node_Modules', 'a b', ' a', 'a ', '', 'a%20b', 'ａ', 'rеact', 'react\u200b', 'a\\b', 'a\u0000b', '0', '1.2.3', '@1/2', '@a.b/c', '@.a/b', '@a/.b', '@a/_b', '@-a/b', '@a/-b',
  'a'.repeat(214), 'a'.repeat(215), 'a~b', "a'b", 'a!b', 'a(b)', 'a*b', 'http', 'a:b', 'a@b', 'a#b', 'a?b', 'a&b',
]) names.push(`${clean(name)}\t${validName(name).validForNewPackages ? 'new' : validName(name).validForOldPackages ? 'old' : 'no'}`)
writeFileSync(join(out, 'names.txt'), names.join('\n') + '\n')
