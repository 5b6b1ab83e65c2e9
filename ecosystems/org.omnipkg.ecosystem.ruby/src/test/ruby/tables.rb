# Makes the tables of expected answers with the RubyGems this Ruby brings:
#   ruby src/test/ruby/tables.rb src/test/resources/tables
#   jruby src/test/ruby/tables.rb src/test/resources/tables platforms     (a newer RubyGems)
require "rubygems"

into, only = ARGV
made = "# made by src/test/ruby/tables.rb with RubyGems #{Gem::VERSION}"

versions = %w[
  0 0.0 0.0.0 0.a 0.0.1 0.1 0.9 0.10 1 1.0 1.0.0 1.0.0.0 1.0.1 1.00.1 1.01 1.1 1.2 1.2.0 1.2.3 1.2.3.4 1.2.10 1.9.9
  1.10 1.10.0 1.100 1.a 1.0.a 1.0.a1 1.0.a2 1.0.a10 1.0.a.2 1.0.a.10 1.0.b 1.0.b1 1.0.beta 1.0.beta1 1.0.beta.1
  1.0.beta2 1.0.alpha 1.0.alpha.1 1.0.pre 1.0.pre1 1.0.pre.1 1.0.rc 1.0.rc1 1.0.rc2 1.0.rc10 1.0.rc.1 1.0.0.rc1
  1.0.A 1.0.RC1 1.0.Beta 1.0.z 1.0.dev 1.0.1.a 1.0.1.pre 1.1.a 1.1.rc1 1.2.pre 1.2.rc1 1.2.0.rc1 1.2.3.rc1 1.2.3.a.4
  1.2.3.4.rc1 1.a.2 1.a.0 1.a.0.0 1.0.0.a.0 1.a1b2 1.1a 1.1a1 1.1b 1.0a 1.0a.1 1.0rc 1-1 1-1.2 1.0-1 1.0-rc1 1.0-rc.1
  1.0-beta 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-x-y-z 1.0--1 1.2-3 2 2.0 2.0.0 2.0.0.rc1 2.0.0.beta2
  2.0.a 2.a 2.0.1 2.1 2.1.0 2.1.0.pre 2.10 2.2 2.2.1 2.2.2 2.2.2.1 2.2.3.rc1 2.3 2.9.9 3 3.0 3.0.0 3.0.0.a 3.0.1 3.1
  3.2.0.rc2 4 4.0 4.2.11.3 5.2 5.2.8.1 6 6.0 6.0.6.1 6.1 6.1.7 6.1.7.10 6.1.7.2 6.1.a 7.0.0.alpha2 7.0 7.0.4 7.0.4.3 7.1
  7.1.0.beta1 8 9 9.4.14.0 10 10.0 10.0.2.0 20 20.1 99.9.9 2012 2012.1 20120101 20120101.1 20120101120000
  123456789012345678901234567890 1.123456789012345678901234567890 00 01 001.002.003 1.0.0000 1.a.a.a 1.a.0.a
  1.b.a 1.0.0.b 0.0.0.a 0.0.beta 0.beta
].uniq
requirements = [
  "", ">= 0", "= 1.0", "1.0", "1", "= 1.0.a", "!= 1.0", "> 1", "< 1", ">= 1", "<= 1", "> 1.0.a", ">= 1.0.a", "< 1.0.a", "<= 1.0.a",
  "~> 0", "~> 0.1", "~> 1", "~> 1.0", "~> 1.0.0", "~> 1.2", "~> 1.2.3", "~> 1.2.3.4", "~> 1.a", "~> 1.0.a", "~> 1.0.0.a", "~> 1.2.rc1",
  "~> 1.2.3.rc1", "~> 1.0-rc1", "~> 2", "~> 2.0", "~> 2.0.0", "~> 2.0.0.rc1", "~> 2.2", "~> 2.2.2", "~> 6.1", "~> 6.1.7", "~> 6.0.a", "~> 7",
  "~> 7.0.0.alpha", "~> 10", "~> 2012", "~> 1.00", "~> 01.2", ">= 1.2, < 2", ">= 1.2, < 2.a", "> 1, < 1.2, != 1.1", "~> 2.2, >= 2.2.2",
  ">= 6, < 7", ">= 6.0.0, < 7.0.0.a", "!= 1, != 2", "~> 1.0, != 1.0.1", "< 2.0.0.rc1", ">= 2.0.0.beta1, < 2", "= 1.2.3, >= 1", ">=1.2", "~>1.2",
  "<2,>=1", "  >=   1.2  ", "> 123456789012345678901234567889", "<= 20120101", ">= 9.4, < 11", "~> 1.123456789012345678901234567890",
]
malformed = ["", " ", "a", "1.", ".1", "1..2", "1. 2", "1 2", "1.2-", "-1", "1_2", "1.2+3", "v1.2", "1,2", "1.2.", "1.-2", "1.2.\u0663", "1\n2", "1.a-", "1--", "~1", "1.2!"]
platforms = %w[
  x86-linux i686-linux x86_64-linux x86_64-linux-gnu x86_64-linux-musl aarch64-linux aarch64-linux-gnu aarch64-linux-musl
  arm-linux arm-linux-gnu arm-linux-gnueabihf arm-linux-musl arm-linux-musleabihf armv7l-linux armv7l-linux-gnueabihf armv6-linux ppc64le-linux
  powerpc64le-linux s390x-linux riscv64-linux universal-linux x86_64-darwin x86_64-darwin-20 x86_64-darwin20 x86_64-darwin-19 arm64-darwin
  arm64-darwin-22 arm64-darwin22 universal-darwin universal-darwin-20 java jruby universal-java universal-java-17 universal-java-11
  universal-java-1.8 java-17 x64-mingw32 x64-mingw-ucrt x86-mingw32 universal-mingw x64-mingw x86-mswin32 x86-mswin32-60 x86-mswin32-80 x64-mswin64-140
  x86_64-freebsd x86_64-freebsd-13 x86_64-freebsd13 x86_64-openbsd7.2 sparc-solaris2.8 x86-solaris2.10 dalvik dotnet universal-dotnet4.0 mswin32 wasm32-wasi
  x86_64-cygwin powerpc-aix5 hpux10 amd64-netbsdelf
]

unless only == "platforms"
  File.open("#{into}/order.txt", "w") do |f|
    f.puts made, "# each version, and how it compares with each of the list in turn"
    versions.each { |a| f.puts "#{a}\t" + versions.map { |b| "<=>"[(Gem::Version.new(a) <=> Gem::Version.new(b)) + 1] }.join }
  end
  File.open("#{into}/requirements.txt", "w") do |f|
    f.puts made, "# each requirement, whether it admits each of the versions of order.txt, and what it is"
    requirements.each do |r|
      it = Gem::Requirement.new(r.split(",").map(&:strip).reject(&:empty?))
      f.puts [r, versions.map { |v| it.satisfied_by?(Gem::Version.new(v)) ? "1" : "0" }.join, it.prerelease?].join("\t")
    end
  end
  File.open("#{into}/versions.txt", "w") do |f|
    f.puts made, "# each text, whether it is a version, whether that is a pre-release, and its text"
    (versions + malformed).each do |v|
      fine = !!Gem::Version.correct?(v)
      f.puts [v.inspect, fine, *(fine ? [Gem::Version.new(v).prerelease?, Gem::Version.new(v)] : [])].join("\t")
    end
  end
end
if only == "platforms"
  File.open("#{into}/platforms.txt", "w") do |f|
    f.puts made, "# each platform of a Ruby, and which gems' platforms it takes, in the order of the list"
    platforms.each do |here|
      f.puts "#{here}\t" + platforms.map { |gem| Gem::Platform.send(:match_platforms?, Gem::Platform.new(gem), [Gem::Platform::RUBY, Gem::Platform.new(here)]) ? "1" : "0" }.join
    end
  end
end
