# Makes a source of real gems for tests:
#   ruby gems.rb FOLDER          what is installed
#   ruby gems.rb FOLDER made     and further versions, to solve among
# FOLDER/gems holds gems rebuilt from the installed packages of the distribution. The further
# versions (made.txt) follow the real history by name, version and needs but carry nothing
# (metadata "made" => "true"). Both forms of the index lie beside them.
require "rubygems"
require "rubygems/package"
require "digest"
require "fileutils"
require "json"
require "rbconfig"
require "zlib"

class Workshop
  ARCH = RbConfig::CONFIG["arch"]
  API = RbConfig::CONFIG["ruby_version"]
  HOMES = ["/usr/share/rubygems-integration/*", "/usr/lib/#{ARCH}/rubygems-integration/*",
           "/usr/lib/ruby/gems/#{API}"].flat_map { |pattern| Dir[pattern] }

  attr_reader :skipped

  def initialize(into)
    @into = File.expand_path(into)
    @stage = File.join(@into, "stage")
    @skipped = []
    FileUtils.mkdir_p(File.join(@into, "gems"))
  end

  # What the distribution installed, file by file, without asking dpkg for each.
  def owners
    @owners ||= Dir["/var/lib/dpkg/info/*.list"].each_with_object({}) do |list, all|
      lines = File.readlines(list, chomp: true)
      next unless lines.any? { |line| line.include?("/specifications/") }
      lines.each { |line| all[line] = lines if line.end_with?(".gemspec") }
    end
  end

  def rebuild
    HOMES.flat_map { |home| Dir["#{home}/specifications/*.gemspec"] }.each do |path|
      spec = Gem::Specification.load(path)
      files = owners[path]
      next @skipped << path if spec.nil? || files.nil? || spec.name == "bundler" || spec.name == "rubygems-update"
      one(spec, files)
    end
  end

  # Gems that are part of the Ruby itself; their files lie among its libraries.
  def defaults
    library, arch = RbConfig::CONFIG.values_at("rubylibdir", "rubyarchdir")
    Dir["#{Gem.default_specifications_dir}/*.gemspec", "/usr/lib/ruby/gems/#{API}/specifications/default/*.gemspec"].uniq.each do |path|
      spec = Gem::Specification.load(path)
      next if spec.nil? || spec.name == "bundler" || File.exist?(File.join(@into, "gems", "#{spec.full_name}.gem"))
      folder = File.join(@stage, spec.full_name)
      places = spec.files.reject { |f| f.start_with?("ext/") }.map { |f| f.sub(%r{\Alib/}, "") }
      places += Dir.children(arch).grep(/\A#{Regexp.escape(spec.name)}(_core)?\.so\z/) unless spec.extensions.empty?
      list = places.uniq.select { |f| f.end_with?(".rb", ".so") }.map do |place|
        file = [library, arch].map { |d| File.join(d, place) }.find { |f| File.file?(f) }
        next unless file
        FileUtils.mkdir_p(File.dirname(File.join(folder, "lib", place)))
        FileUtils.cp(file, File.join(folder, "lib", place))
        "lib/#{place}"
      end.compact
      next @skipped << spec.full_name if list.empty?
      copy = spec.dup
      copy.require_paths = ["lib"]
      copy.executables = []
      if list.any? { |f| f.end_with?(".so") }
        copy.platform = Gem::Platform.local
        copy.required_ruby_version = "~> #{RUBY_VERSION[/\A\d+\.\d+/]}.0"
      end
      build(copy, list, folder)
    end
  end

  def one(spec, files)
    full = Regexp.escape("#{spec.name}-#{spec.version}")
    inside = files.any? { |f| f =~ %r{/gems/#{full}/} }
    folder = File.join(@stage, spec.full_name)
    FileUtils.rm_rf(folder)
    native = false
    list = files.select { |f| File.file?(f) }.map do |file|
      place = case file
              when %r{/extensions/[^/]+/[^/]+/#{full}/(.*\.so)\z} then native = true; "lib/#{$1}"
              when %r{/gems/#{full}/(.*)} then $1
              when %r{\A/usr/lib/ruby/vendor_ruby/(.*)} then "lib/#{$1}"
              when %r{\A/usr/lib/#{ARCH}/ruby/vendor_ruby/[^/]+/(.*)} then native = true; "lib/#{$1}"
              when %r{\A/usr/bin/(.*)} then inside || !spec.executables.include?($1) ? nil : "#{spec.bindir || "bin"}/#{$1}"
              end
      next unless place
      FileUtils.mkdir_p(File.dirname(File.join(folder, place)))
      FileUtils.cp(file, File.join(folder, place))
      place
    end
    list = list.compact.uniq
    return @skipped << spec.full_name if list.empty? && spec.name != "rails"
    copy = spec.dup
    copy.executables = copy.executables.select { |e| list.include?("#{copy.bindir || "bin"}/#{e}") }
    if native
      copy.platform = Gem::Platform.local
      copy.required_ruby_version = "~> #{RUBY_VERSION[/\A\d+\.\d+/]}.0"
    end
    build(copy, list, folder)
  end

  def build(spec, list, folder)
    spec.files = list
    spec.extensions = [] unless spec.metadata["made"]
    spec.test_files = []
    spec.extra_rdoc_files = []
    spec.cert_chain = []
    spec.signing_key = nil
    spec.date = Time.utc(2023, 1, 1)
    FileUtils.mkdir_p(folder)
    Dir.chdir(folder) do
      file = Gem::DefaultUserInteraction.use_ui(Gem::SilentUI.new) { Gem::Package.build(spec, true) }
      FileUtils.mv(file, File.join(@into, "gems"))
    end
  rescue StandardError => e
    @skipped << "#{spec.full_name}: #{e.message[0, 100]}"
  end

  # A gem that is all name and needs: "name version [platform] [ruby:RANGE] [need RANGE]".
  def made(line)
    head, *needs = line.split(";").map(&:strip)
    name, version, *more = head.split
    spec = Gem::Specification.new do |s|
      s.name = name
      s.version = version
      s.summary = "made for tests after the real #{name} #{version}"
      s.authors = ["omnipkg tests"]
      s.license = "Apache-2.0"
      s.homepage = "https://gems.example/#{name}"
      s.metadata["made"] = "true"
      more.each { |word| word.start_with?("ruby:") ? s.required_ruby_version = word[5..-1].split("&") : s.platform = word }
      needs.each { |need| s.add_dependency(need.split.first, *need.split(" ", 2)[1].to_s.split(",").map(&:strip)) }
    end
    folder = File.join(@stage, spec.full_name)
    FileUtils.rm_rf(folder)
    FileUtils.mkdir_p(File.join(folder, "lib"))
    module_name = name.split(/[-_]/).map(&:capitalize).join
    File.write(File.join(folder, "lib", "#{name.tr("-", "_")}_made.rb"), "module #{module_name}Made; VERSION = #{version.dump}; end\n")
    build(spec, ["lib/#{name.tr("-", "_")}_made.rb"], folder)
  end

  # A gem with an extension in C, to be built where it is installed.
  def extension(name, version)
    folder = File.join(@stage, "#{name}-#{version}")
    FileUtils.rm_rf(folder)
    FileUtils.mkdir_p([File.join(folder, "lib"), File.join(folder, "ext", name)])
    File.write(File.join(folder, "lib", "#{name}.rb"), "require \"#{name}/#{name}\"\n")
    File.write(File.join(folder, "ext", name, "extconf.rb"), "require \"mkmf\"\ncreate_makefile(\"#{name}/#{name}\")\n")
    File.write(File.join(folder, "ext", name, "#{name}.c"), <<~C)
      #include <ruby.h>
      static VALUE answer(VALUE self) { return INT2NUM(42); }
      void Init_#{name}(void) {
        VALUE module = rb_define_module("#{name.capitalize}");
        rb_define_singleton_method(module, "answer", answer, 0);
      }
    C
    spec = Gem::Specification.new do |s|
      s.name = name
      s.version = version
      s.summary = "made for tests: an extension in C"
      s.authors = ["omnipkg tests"]
      s.license = "Apache-2.0"
      s.homepage = "https://gems.example/#{name}"
      s.metadata["made"] = "true"
      s.extensions = ["ext/#{name}/extconf.rb"]
    end
    build(spec, Dir.chdir(folder) { Dir["**/*"].select { |f| File.file?(f) } }, folder)
  end

  def index
    specs = Dir[File.join(@into, "gems", "*.gem")].sort.map { |file| [file, Gem::Package.new(file).spec] }
    full(specs.map(&:last))
    compact(specs)
    FileUtils.rm_rf(@stage)
  end

  # The older form: lists, and each specification by itself, marshalled.
  def full(specs)
    quick = File.join(@into, "quick", "Marshal.4.8")
    FileUtils.mkdir_p(quick)
    specs.each do |spec|
      spec = spec.dup
      spec.abbreviate
      spec.sanitize
      File.binwrite(File.join(quick, "#{spec.full_name}.gemspec.rz"), Zlib::Deflate.deflate(Marshal.dump(spec)))
    end
    rehearsals, finals = specs.partition { |s| s.version.prerelease? }
    { "specs" => finals, "prerelease_specs" => rehearsals, "latest_specs" => finals }.each do |name, list|
      rows = list.map { |s| [s.name, s.version, s.original_platform.to_s] }
      Zlib::GzipWriter.open(File.join(@into, "#{name}.4.8.gz")) { |gz| gz.write(Marshal.dump(rows)) }
    end
  end

  # The compact form: a page per name, and a list of all.
  def compact(specs)
    info = File.join(@into, "info")
    FileUtils.mkdir_p(info)
    pages = specs.group_by { |_, spec| spec.name }
    range = ->(requirement) { requirement.requirements.map { |op, v| "#{op} #{v}" }.sort.join("&") }
    pages.each do |name, list|
      lines = list.sort_by { |_, s| [s.version, s.platform.to_s] }.map do |file, s|
        number = s.platform.to_s == "ruby" ? s.version.to_s : "#{s.version}-#{s.platform}"
        needs = s.runtime_dependencies.sort_by(&:name).map { |d| "#{d.name}:#{range.(d.requirement)}" }.join(",")
        facts = ["checksum:#{Digest::SHA256.file(file).hexdigest}"]
        facts << "ruby:#{range.(s.required_ruby_version)}" unless s.required_ruby_version.none?
        facts << "rubygems:#{range.(s.required_rubygems_version)}" unless s.required_rubygems_version.none?
        "#{number} #{needs}|#{facts.join(",")}"
      end
      File.write(File.join(info, name), "---\n#{lines.join("\n")}\n")
    end
    File.write(File.join(@into, "names"), "---\n#{pages.keys.sort.join("\n")}\n")
    File.open(File.join(@into, "versions"), "w") do |f|
      f.puts "created_at: 2023-01-01T00:00:00Z", "---"
      pages.sort.each do |name, list|
        numbers = list.map { |_, s| s.platform.to_s == "ruby" ? s.version.to_s : "#{s.version}-#{s.platform}" }
        f.puts "#{name} #{numbers.join(",")} #{Digest::MD5.file(File.join(info, name)).hexdigest}"
      end
    end
  end
end

if $PROGRAM_NAME == __FILE__
  workshop = Workshop.new(ARGV.fetch(0))
  workshop.rebuild
  workshop.defaults
  if ARGV[1] == "made"
    File.readlines(File.join(__dir__, "made.txt"), chomp: true).each do |line|
      workshop.made(line) unless line.strip.empty? || line.start_with?("#")
    end
  end
  workshop.extension("fortytwo", "1.0.0")
  workshop.index
  puts "#{Dir[File.join(ARGV[0], "gems", "*.gem")].size} gems"
  workshop.skipped.each { |what| warn "left out: #{what}" }
end
