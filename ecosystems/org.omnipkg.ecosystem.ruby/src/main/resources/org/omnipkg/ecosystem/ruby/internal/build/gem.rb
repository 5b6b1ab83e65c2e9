# Builds the gem of a name from the working directory, which is a checked-out repository.
# 3: there is none of that name; those that are there are printed.
name, out = ARGV
require "rubygems"
require "rubygems/package"

# where bundler looks, and for the one that was named anywhere; the likeliest first
usual = Dir.glob("{,*,*/*}.gemspec")
files = usual | Dir.glob("**/#{name}.gemspec")
files = files.sort_by.with_index { |f, i| [File.basename(f, ".gemspec") == name ? 0 : 1, i] }
others = []
found = nil
files.each do |file|
  folder, base = File.split(file)
  spec = Dir.chdir(folder) { Gem::Specification.load(base) }
  # why it could not be loaded was told
  exit 1 if spec.nil? && File.basename(base, ".gemspec") == name
  next unless spec
  found = [file, spec] if spec.name == name
  break if found
  others << spec.name
end
unless found
  puts others
  exit 3
end

file, spec = found
unless spec.required_ruby_version.satisfied_by?(Gem.ruby_version)
  $stderr.puts "it asks for ruby #{spec.required_ruby_version}; this one is #{RUBY_VERSION}"
  exit 1
end
beside = usual.map { |f| File.basename(f, ".gemspec") } & spec.runtime_dependencies.map(&:name)
Dir.chdir(File.dirname(file)) do
  # a repository need not have all that its specification lists
  spec.files = spec.files.select { |f| File.file?(f) || File.symlink?(f) }
  spec.metadata["omnipkg.gemspec"] = file
  spec.metadata["omnipkg.beside"] = beside.join(" ") unless beside.empty?
  begin
    spec.validate(false)
    Gem::Package.build(spec, true, false, File.join(out, File.basename(spec.file_name)))
  rescue Gem::InvalidSpecificationException => e
    $stderr.puts e.message
    exit 1
  end
end
