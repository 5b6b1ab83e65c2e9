# Makes the small index of the tests, with the gem command's own generator:
#   ruby src/test/ruby/small.rb src/test/resources/small
require "rubygems"
require "rubygems/package"
require "rubygems/indexer"
require "fileutils"

into = File.expand_path(ARGV.fetch(0))
FileUtils.rm_rf(into)
FileUtils.mkdir_p("#{into}/gems")
def small(into, name, version, platform = "ruby")
  spec = Gem::Specification.new do |s|
    s.name = name
    s.version = version
    s.platform = platform
    s.summary = "small: \u00e4 \"quoted\" \#{1 + 1} thing"
    s.authors = ["omnipkg tests"]
    s.license = "Apache-2.0"
    s.homepage = "https://gems.example/#{name}"
    s.files = ["lib/#{name}.rb", "exe/#{name}"]
    s.bindir = "exe"
    s.executables = [name]
    s.date = Time.utc(2023, 1, 1)
    yield s if block_given?
  end
  Dir.mktmpdir do |stage|
    Dir.chdir(stage) do
      FileUtils.mkdir_p(%w[lib exe])
      File.write("lib/#{name}.rb", "module #{name.capitalize}; VERSION = #{version.dump}; end\n")
      File.write("exe/#{name}", "#!/usr/bin/env ruby\nrequire #{name.dump}\nputs #{name.capitalize}::VERSION\n")
      File.chmod(0o755, "exe/#{name}")
      FileUtils.mv(Gem::DefaultUserInteraction.use_ui(Gem::SilentUI.new) { Gem::Package.build(spec, true) }, "#{into}/gems")
    end
  end
end
require "tmpdir"
small(into, "pebble", "1.2.0") { |s| s.required_ruby_version = ">= 2.5" }
small(into, "pebble", "1.10.0") do |s|
  s.add_runtime_dependency("rock", "~> 2.2", ">= 2.2.4")
  s.add_runtime_dependency("sand")
  s.add_development_dependency("spade", ">= 1")
  s.required_ruby_version = [">= 2.5", "< 4"]
  s.required_rubygems_version = ">= 2.0"
end
small(into, "pebble", "1.10.0", "java") { |s| s.add_runtime_dependency("boulder", "= 1") }
small(into, "pebble", "2.0.0.rc1")
small(into, "rock", "2.2.5")
Gem::DefaultUserInteraction.use_ui(Gem::SilentUI.new) { Gem::Indexer.new(into).generate_index }
FileUtils.rm_f(Dir["#{into}/*.4.8"])
