# Says what this Ruby is: one JSON document. Runs nothing but what Ruby itself brings.
# Started without RubyGems, so that it looks at itself as it will be in an environment: without the
# libraries a distribution puts beside it.
require "rbconfig"
config = RbConfig::CONFIG
library = File.join(config["rubylibdir"].to_s, "rubygems.rb")
vendored = !!config["vendordir"] && File.directory?(config["vendordir"].to_s) && File.exist?(library)
if vendored && !defined?(Gem)
  shared = config.values_at("sitedir", "vendordir").compact
  $LOAD_PATH.reject! { |d| d =~ %r{/(vendor|site)_ruby(/|\z)} || shared.any? { |one| d.start_with?(one) } }
end
require "rubygems"
require "json"

engine = defined?(RUBY_ENGINE) ? RUBY_ENGINE : "ruby"
defaults = Gem.respond_to?(:default_specifications_dir) ? Gem.default_specifications_dir : ""
brought = lambda do |name|
  versions = Dir[File.join(defaults, "#{name}-*.gemspec")].map { |f| File.basename(f, ".gemspec")[(name.size + 1)..-1] }
  versions.select { |v| Gem::Version.correct?(v) }.max_by { |v| Gem::Version.new(v) }.to_s
end
facts = {
  "ruby_version" => RUBY_VERSION,
  "engine" => engine,
  "engine_version" => engine == "jruby" ? JRUBY_VERSION : (defined?(RUBY_ENGINE_VERSION) ? RUBY_ENGINE_VERSION : RUBY_VERSION),
  "executable" => engine == "jruby" ? "" : File.join(config["bindir"].to_s, config["ruby_install_name"].to_s + config["EXEEXT"].to_s),
  "home" => config["prefix"].to_s,
  "ruby_api" => config["ruby_version"].to_s,
  "ruby_platform" => RUBY_PLATFORM,
  "gem_platform" => Gem::Platform.local.to_s,
  "extension_folder" => "#{Gem::Platform.local}/#{Gem.respond_to?(:extension_api_version) ? Gem.extension_api_version : config["ruby_version"]}",
  "rubygems_version" => Gem::VERSION,
  "bundler_version" => brought.call("bundler"),
  "gem_irb" => (brought.call("irb") != "").to_s,
  "gem_erb" => (brought.call("erb") != "").to_s,
  "gem_rdoc" => (brought.call("rdoc") != "").to_s,
  "has_bundler" => (brought.call("bundler") != "").to_s,
  "has_headers" => File.exist?(File.join(config["rubyhdrdir"].to_s, "ruby.h")).to_s,
  "vendor_ruby" => vendored.to_s,
}
print JSON.generate(facts)
