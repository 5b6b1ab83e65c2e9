// Loaded before a program of this environment: what is found nowhere else is looked for among the packages asked
// for, then among all others of the environment. The program's own packages come first.
'use strict'
const { pathToFileURL } = require('url')
const path = require('path')
const hooks = require('module')
// Before the hooks: what asks for it inside of one would come round to it again.
const files = require('fs')
const lib = __dirname
const places = [lib, path.join(lib, 'phantom')].map(place => pathToFileURL(path.join(place, 'here.js')).href)
const bare = name => !/^(?:\.{0,2}\/|#|[A-Za-z][A-Za-z0-9+.-]*:)/.test(name) && name !== '.' && name !== '..'
const absent = error =>
  error && (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND')

// The user's own folders: what npm would put into node_modules of one lies beside the environment's packages.
let own = {}
try {
  own = JSON.parse(files.readFileSync(path.join(lib, 'members.json'), 'utf8'))
} catch (none) {
  own = {}
}
const folders = Object.keys(own)
if (folders.length && typeof hooks._nodeModulePaths === 'function') {
  const usual = hooks._nodeModulePaths
  hooks._nodeModulePaths = function (from) {
    const paths = usual.call(this, from)
    for (const folder of folders) {
      const at = paths.indexOf(path.join(folder, 'node_modules'))
      if (at >= 0) paths.splice(at + 1, 0, path.join(own[folder], 'node_modules'))
    }
    return paths
  }
}
const inner = folders.map(folder => [pathToFileURL(folder + path.sep).href, pathToFileURL(path.join(own[folder], 'here.js')).href])
const nearest = (inner, parent, name, fs) => {
  const found = inner.filter(one => parent && parent.startsWith(one[0])).sort((a, b) => b[0].length - a[0].length)[0]
  if (!found) return undefined
  const first = name.split('/').slice(0, name[0] === '@' ? 2 : 1).join('/')
  const here = at => fs.existsSync(new URL('node_modules/' + first, at))
  return !here(found[0]) && here(found[1]) ? found[1] : undefined
}

if (typeof hooks.registerHooks === 'function') {
  hooks.registerHooks({
    resolve (specifier, context, next) {
      const first = bare(specifier) ? nearest(inner, context.parentURL, specifier, files) : undefined
      if (first) return next(specifier, { ...context, parentURL: first })
      try {
        return next(specifier, context)
      } catch (error) {
        if (!bare(specifier) || !absent(error)) throw error
        for (const parentURL of places) {
          try {
            return next(specifier, { ...context, parentURL })
          } catch (other) {
            if (!absent(other)) throw other
          }
        }
        throw error
      }
    }
  })
} else if (typeof hooks.register === 'function') {
  const source = `
    import fs from 'node:fs'
    let places = []
    let inner = []
    export async function initialize (data) { places = data.places; inner = data.inner }
    const bare = ${bare}
    const absent = ${absent}
    const nearest = ${nearest}
    export async function resolve (specifier, context, next) {
      const first = bare(specifier) ? nearest(inner, context.parentURL, specifier, fs) : undefined
      if (first) return next(specifier, { ...context, parentURL: first })
      try {
        return await next(specifier, context)
      } catch (error) {
        if (!bare(specifier) || !absent(error)) throw error
        for (const parentURL of places) {
          try {
            return await next(specifier, { ...context, parentURL })
          } catch (other) {
            if (!absent(other)) throw other
          }
        }
        throw error
      }
    }`
  hooks.register('data:text/javascript,' + encodeURIComponent(source), { parentURL: places[0], data: { places, inner } })
}
