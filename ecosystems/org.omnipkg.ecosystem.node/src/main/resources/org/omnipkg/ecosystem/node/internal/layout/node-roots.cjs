// Loaded before a program of this environment: what is found nowhere else is looked for among the packages asked
// for, then among all others of the environment. The program's own packages come first.
'use strict'
const { pathToFileURL } = require('url')
const path = require('path')
const hooks = require('module')
const lib = __dirname
const places = [lib, path.join(lib, 'phantom')].map(place => pathToFileURL(path.join(place, 'here.js')).href)
const bare = name => !/^(?:\.{0,2}\/|#|[A-Za-z][A-Za-z0-9+.-]*:)/.test(name) && name !== '.' && name !== '..'
const absent = error =>
  error && (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND')

if (typeof hooks.registerHooks === 'function') {
  hooks.registerHooks({
    resolve (specifier, context, next) {
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
    let places = []
    export async function initialize (data) { places = data }
    const bare = ${bare}
    const absent = ${absent}
    export async function resolve (specifier, context, next) {
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
  hooks.register('data:text/javascript,' + encodeURIComponent(source), { parentURL: places[0], data: places })
}
