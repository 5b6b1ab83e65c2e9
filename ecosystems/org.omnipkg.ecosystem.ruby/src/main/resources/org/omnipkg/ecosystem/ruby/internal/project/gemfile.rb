# Evaluates a Gemfile by bundler's own language and says as one JSON document what it asks for.
# The document stands behind a mark, since a Gemfile may print what it likes.
file, mark = ARGV
begin
  require "bundler"
  require "json"
rescue LoadError => e
  $stderr.puts e.message
  exit 3
end

out = $stdout.dup
$stdout.reopen($stderr)
# What a gem of a folder needs is what its specification says.
needs = lambda do |dependency, seen|
  place = dependency.source.path.to_s
  root = File.expand_path(place, File.dirname(File.expand_path(file)))
  next [] unless seen.add?([root, dependency.name])
  found = Dir[File.join(root, "{,*,*/*}.gemspec")].sort.map { |f| Bundler.load_gemspec(f) }
  spec = found.compact.find { |s| s.name == dependency.name }
  spec ? spec.dependencies.select { |d| d.type == :runtime } : []
end
lines = {}
say = lambda do |d, like, from|
  {
    "line" => lines[d.name].to_i,
    "name" => d.name,
    "range" => d.requirement.to_s,
    "groups" => (like.groups || []).map(&:to_s),
    "platforms" => (like.platforms || []).map(&:to_s),
    "from" => from,
  }
end

begin
  dsl = Bundler::Dsl.new
  dsl.define_singleton_method(:gem) do |name, *rest, &block|
    at = caller_locations.find { |l| File.basename(l.path) == File.basename(file) }
    lines[name.to_s] ||= at.lineno if at
    super(name, *rest, &block)
  end
  dsl.eval_gemfile(file)
  require "set"
  seen = Set.new
  gems = []
  dsl.dependencies.each do |d|
    next unless d.should_include?
    case d.source
    when Bundler::Source::Git
      git = d.source
      usual = git.glob == Bundler::Source::Path::DEFAULT_GLOB
      gems << say.call(d, d, nil).merge(
        "git" => {
          "uri" => git.uri,
          "ref" => git.options["ref"],
          "branch" => git.options["branch"],
          "tag" => git.options["tag"],
          "glob" => usual ? nil : git.glob,
          "submodules" => git.submodules ? true : false,
        }
      )
    when Bundler::Source::Path
      gems << say.call(d, d, "path")
      needs.call(d, seen).each { |n| gems << say.call(n, d, nil) }
    when nil then gems << say.call(d, d, nil)
    else gems << say.call(d, d, "source")
    end
  end
  # of gems that lie in folders nobody has to be asked
  folders = gems.select { |g| g["from"] == "path" }.map { |g| g["name"] }
  gems.reject! { |g| folders.include?(g["name"]) }
  ruby = dsl.instance_variable_get(:@ruby_version)
  optional = dsl.instance_variable_get(:@optional_groups) || []
  out.print mark, JSON.generate(
    "gems" => gems,
    "folders" => folders,
    "optional" => optional.map(&:to_s),
    "ruby" => ruby && {
      "range" => ruby.versions.join(", "),
      "engine" => ruby.engine.to_s,
      "engineRange" => ruby.engine_versions.join(", "),
    }
  )
rescue Exception => e # whatever a program may raise, a syntax error too
  $stderr.puts e.message
  exit 4
end
