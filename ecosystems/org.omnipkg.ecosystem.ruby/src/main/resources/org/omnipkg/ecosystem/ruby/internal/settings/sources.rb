# The sources RubyGems uses where nobody configured any.
require "rubygems"
print Gem.default_sources.join("\n")
