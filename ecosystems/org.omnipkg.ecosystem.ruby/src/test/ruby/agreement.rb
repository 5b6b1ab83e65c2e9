# Asks bundler itself what each set of sets.txt comes to, among the gems of a made source:
#   ruby gems.rb WORLD made && ruby agreement.rb WORLD FOLDER [BUNDLER]
# FOLDER/index.txt and FOLDER/bundler-VERSION.txt are written; BUNDLER is a folder with another
# bundler's library, in place of the one this Ruby brings.
require "fileutils"
require "open3"
require "rbconfig"
require "socket"
require "tmpdir"

world, into, library = ARGV.map { |path| File.expand_path(path) }

# Serves the files of a folder, and no more than that.
def serve(folder)
  server = TCPServer.new("127.0.0.1", 0)
  Thread.new do
    loop do
      Thread.new(server.accept) do |client|
        path = client.gets.to_s.split[1].to_s.sub(/\?.*/, "")
        nil until ["\r\n", "\n", nil].include?(client.gets)
        file = File.expand_path(File.join(folder, path))
        if file.start_with?(folder) && File.file?(file)
          body = File.binread(file)
          client.write("HTTP/1.1 200 OK\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n", body)
        else
          client.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        end
        client.close
      end
    end
  end
  "http://127.0.0.1:#{server.addr[1]}"
end

# Without the libraries a distribution puts beside its Ruby, and without anybody's gems.
ALONE = <<~RUBY
  require "rbconfig"
  shared = RbConfig::CONFIG.values_at("sitedir", "vendordir").compact
  $LOAD_PATH.reject! { |d| d =~ %r{/(vendor|site)_ruby(/|\\z)} || shared.any? { |one| d.start_with?(one) } }
  require "rubygems"
RUBY

Dir.mktmpdir do |room|
  FileUtils.mkdir_p(["#{room}/home", "#{room}/gems"])
  File.write("#{room}/alone.rb", ALONE)
  ruby = [RbConfig.ruby, "--disable=gems", "-r#{room}/alone.rb"]
  ruby << "-I#{library}" if library
  variables = { "HOME" => "#{room}/home", "GEM_HOME" => "#{room}/gems", "GEM_PATH" => "#{room}/gems", "RUBYOPT" => nil, "BUNDLE_GEMFILE" => nil }
  start = 'require "bundler"; require "bundler/cli"; Bundler::CLI.start(%w[lock])'
  version, = Open3.capture2(variables, *ruby, "-e", 'require "bundler"; print Bundler::VERSION')
  source = serve(world)
  lines = File.readlines("#{into}/sets.txt", chomp: true).reject { |l| l.empty? || l.start_with?("#") }
  answers = lines.map do |set|
    folder = Dir.mktmpdir("set", room)
    gems = set.split(";").map(&:strip).map do |gem|
      name, range = gem.split(" ", 2)
      "gem #{[name, *range.to_s.split(",").map(&:strip)].map(&:dump).join(", ")}"
    end
    File.write("#{folder}/Gemfile", "source #{source.dump}\n#{gems.join("\n")}\n")
    said, status = Open3.capture2e(variables, *ruby, "-e", start, chdir: folder)
    lock = "#{folder}/Gemfile.lock"
    warn "#{status.exitstatus} #{set}"
    unless status.success? && File.file?(lock)
      next "#{set}\t! #{said.lines.map(&:strip).reject { |l| l.empty? || l =~ /^(Fetching|Resolving|Writing)/ }.first.to_s.sub(/\A\S+:\d+:in `[^']*': */, "").gsub(source, "the source")}"
    end
    chosen = File.read(lock)[/^  specs:\n(.*?)\n\n/m, 1].to_s.scan(/^ {4}(\S+) \(([^)]+)\)$/)
    pins = chosen.map { |name, number| "#{name}@#{number.sub(/-.*/, "")}" }.uniq.sort.reject { |p| p.start_with?("bundler@") }
    "#{set}\t#{pins.join(" ")}"
  end
  File.write("#{into}/bundler-#{version}.txt", "# made by src/test/ruby/agreement.rb with bundler #{version} on ruby #{RUBY_VERSION}\n#{answers.join("\n")}\n")
  pages = Dir["#{world}/info/*"].sort.map do |page|
    # the digests tell nothing here and change whenever the gems are made anew
    "== #{File.basename(page)}\n#{File.read(page).sub("---\n", "").gsub(/checksum:\h{64}/, "checksum:")}"
  end
  File.write("#{into}/index.txt", "# made by src/test/ruby/agreement.rb: pages of a compact index\n#{pages.join}")
end
