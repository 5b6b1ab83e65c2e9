package org.omnipkg.ecosystem.ruby.internal.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.omnipkg.ecosystem.ruby.internal.runtime.SandboxedRuby;
import org.omnipkg.ecosystem.ruby.internal.spec.RubyText;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

/** The steps of one generation: commands, and a gem home of links. */
final class RubyPrefix {
  private static final String SOLITARY =
      """
      # What a distribution puts beside its Ruby leaves the load path. Where RubyGems was not started
      # yet, it and its companions come from the Ruby itself then; `bundle exec` starts it before us.
      require "rbconfig"
      shared = RbConfig::CONFIG.values_at("sitedir", "vendordir").compact
      $LOAD_PATH.reject! do |folder|
        folder =~ %r{/(vendor|site)_ruby(/|\\z)} || shared.any? { |one| folder.start_with?(one) }
      end
      unless defined?(Gem)
        require "rubygems"
        %w[error_highlight did_you_mean syntax_suggest/core_ext].each do |companion|
          begin
            require companion
          rescue LoadError
          end
        end
      end
      """;

  private final Prefix prefix;
  private final Runtime runtime;
  private final Home home;
  private final Checkouts checkouts;
  private final List<Step> steps = new ArrayList<>();

  RubyPrefix(Prefix prefix) {
    this.prefix = prefix;
    this.runtime = prefix.runtime();
    this.home = new Home(prefix.root(), runtime);
    this.checkouts = new Checkouts(prefix, home.gems());
  }

  List<Step> steps() {
    Circle.refuse(prefix.edges());
    Path note = prefix.root().resolve(SandboxedRuby.NOTE);
    steps.add(new Step.Write(note, SandboxedRuby.noted(runtime), false));
    if (home.crowded()) {
      steps.add(new Step.Write(home.solitude(), SOLITARY, false));
    }
    Map<String, String> commands = new LinkedHashMap<>();
    commands.put("ruby", interpreter());
    own(commands);
    gems(commands);
    Path bin = prefix.root().resolve("bin");
    commands.forEach((name, text) -> steps.add(new Step.Write(bin.resolve(name), text, true)));
    return steps;
  }

  /** A script, not a link: it leads the Ruby to this generation whoever starts it, and how. */
  private String interpreter() {
    StringBuilder text = new StringBuilder("#!/bin/sh\n");
    Map<String, String> offered = new LinkedHashMap<>(home.needed());
    offered.putAll(checkouts.settings());
    offered.forEach(
        (name, value) ->
            text.append(": \"${")
                .append(name)
                .append(":=")
                .append(value.replaceAll("([\"`$\\\\}])", "\\\\$1"))
                .append("}\"; export ")
                .append(name)
                .append('\n'));
    text.append("if [ \"${" + Home.MARK + ":-}\" != ")
        .append(shell(prefix.root().toString()))
        .append(" ]; then\n");
    home.variables()
        .forEach(
            (name, value) ->
                text.append("  export ")
                    .append(name)
                    .append('=')
                    .append(shell(value))
                    .append('\n'));
    text.append("  unset BUNDLE_PATH BUNDLE_BIN_PATH BUNDLE_DEPLOYMENT GEM_SKIP\nfi\n");
    StringJoiner call = new StringJoiner(" ", "exec ", " \"$@\"\n");
    call.add(shell(runtime.executable().toString()));
    home.options().forEach(option -> call.add(shell(option)));
    return text.append(call).toString();
  }

  private static String shell(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** Commands that every Ruby has. */
  private void own(Map<String, String> commands) {
    commands.put(
        "gem",
        script(
            """
            require "rubygems"
            require "rubygems/gem_runner"
            Gem::GemRunner.new.run(ARGV.clone)
            """));
    boolean brought =
        prefix.trees().stream().noneMatch(t -> GemFacts.of(t.facts()).name().equals("bundler"));
    if (!runtime.fact("bundler_version").isEmpty() && brought) {
      commands.put("bundle", stub("bundler", "bundle", ""));
      commands.put("bundler", stub("bundler", "bundler", ""));
    }
    for (String tool : List.of("irb", "erb", "rdoc", "ri")) {
      if (runtime.fact("gem_" + (tool.equals("ri") ? "rdoc" : tool)).equals("true")) {
        commands.put(tool, stub(tool.equals("ri") ? "rdoc" : tool, tool, ""));
      }
    }
  }

  private void gems(Map<String, String> commands) {
    Path gems = home.gems();
    for (String folder : List.of("gems", "specifications", "extensions")) {
      steps.add(new Step.Directory(gems.resolve(folder)));
    }
    for (Prefix.Tree tree : prefix.trees()) {
      GemFacts facts = GemFacts.of(tree.facts());
      String full = facts.fullName();
      link(tree, "gems/" + full, gems);
      link(tree, "specifications/" + full + ".gemspec", gems);
      String extension = "extensions/" + runtime.fact("extension_folder") + "/" + full;
      if (Files.isDirectory(tree.path().resolve(extension))) {
        link(tree, extension, gems);
      }
      if (facts.plugin()) {
        String load =
            "require_relative " + RubyText.quoted("../gems/" + full + "/" + GemFacts.PLUGIN);
        Path plugin = gems.resolve("plugins").resolve(facts.name() + "_plugin.rb");
        steps.add(new Step.Write(plugin, load + "\n", false));
      }
      facts
          .executables()
          .forEach(name -> commands.put(name, stub(facts.name(), name, facts.version())));
    }
    steps.addAll(checkouts.steps(runtime.fact("extension_folder")));
  }

  private void link(Prefix.Tree tree, String path, Path gems) {
    steps.add(new Step.Symlink(gems.resolve(path), tree.path().resolve(path).toString()));
  }

  /** Starts a command of a gem; {@code _1.2.3_} as its first word chooses a version, as usual. */
  private String stub(String gem, String command, String version) {
    String exactly = version.isEmpty() ? ">= 0.a" : "= " + version;
    return script(
        """
        require "rubygems"
        version = %s
        chosen = ARGV.first.to_s.b[/\\A_(.*)_\\z/, 1]
        if chosen && Gem::Version.correct?(chosen)
          version = chosen
          ARGV.shift
        end
        load Gem.activate_bin_path(%s, %s, version)
        """
            .formatted(RubyText.quoted(exactly), RubyText.quoted(gem), RubyText.quoted(command)));
  }

  /** A script of the generation's own Ruby; kernels read so much of a first line and no more. */
  private String script(String body) {
    String ruby = prefix.root().resolve("bin/ruby").toString();
    boolean plain = ruby.length() < 120 && ruby.chars().noneMatch(Character::isWhitespace);
    return plain
        ? "#!" + ruby + "\n" + body
        : "#!/bin/sh\nexec " + shell(ruby) + " -x \"$0\" \"$@\"\n#!ruby\n" + body;
  }
}
