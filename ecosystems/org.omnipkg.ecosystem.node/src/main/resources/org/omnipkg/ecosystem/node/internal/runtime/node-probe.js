// Runs on every Node there has been: no syntax younger than Node 4.
'use strict'
var fs = require('fs')
var path = require('path')
var executable = fs.realpathSync(process.execPath)
var home = path.dirname(path.dirname(executable))
var facts = {
  version: process.version.replace(/^v/, ''),
  executable: executable,
  home: home,
  modules: String(process.versions.modules),
  v8: String(process.versions.v8),
  napi: String(process.versions.napi || ''),
  platform: process.platform,
  arch: process.arch
}
var places = ['lib/node_modules/npm', 'share/nodejs/npm', 'share/npm', 'node_modules/npm']
for (var i = 0; i < places.length && !facts.npm; i++) {
  try {
    facts.npm = JSON.parse(fs.readFileSync(path.join(home, places[i], 'package.json'), 'utf8')).version
  } catch (absent) {
    continue
  }
}
var hooks = require('module')
facts.hooks = hooks.registerHooks ? 'sync' : hooks.register ? 'threads' : ''
facts.headers = fs.existsSync(path.join(home, 'include/node/node_api.h')) || fs.existsSync(path.join(home, 'include/node/node.h')) ? path.join(home, 'include/node') : ''
process.stdout.write(JSON.stringify(facts))
