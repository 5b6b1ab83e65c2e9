package org.omnipkg.ecosystem.ruby.internal.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.ruby.internal.Rubies;
import org.omnipkg.ecosystem.ruby.internal.runtime.LocalDesk;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;
import org.omnipkg.tck.OtherDesk;

/**
 * With a Ruby that is a shell script: it writes a Makefile, and make really runs. A machine without
 * make has a script that does what this Makefile says.
 */
class ExtensionFinisherTest {
  private static final Map<String, List<String>> NATIVE =
      Map.of(
          "gem", List.of("x"), "version", List.of("1.0"), "extensions", List.of("ext/extconf.rb"));

  @TempDir Path folder;
  private final Node node =
      new Node(
          "ruby:x", new Pin(new PackageName("ruby", "x"), "1.0"), Optional.empty(), Set.of(), "");

  @BeforeEach
  void gem() throws IOException {
    write(
        "work/specifications/x-1.0.gemspec",
        """
        # -*- encoding: utf-8 -*-
        # stub: x 1.0 ruby lib
        # stub: ext/extconf.rb

          s.require_paths = ["lib".freeze]
          s.extensions = ["ext/extconf.rb".freeze]
        """);
    write("work/gems/x-1.0/ext/extconf.rb", "");
    write("work/gems/x-1.0/lib/x.rb", "");
    write("prefix/bin/ruby", "#!/bin/sh\nprintf '" + MAKEFILE + "' > Makefile\n");
    folder.resolve("prefix/bin/ruby").toFile().setExecutable(true);
  }

  private static final String MAKEFILE =
      "all:\\n\\techo made > x.so\\n"
          + "install:\\n\\tmkdir -p $(sitearchdir)/x\\n\\tcp x.so $(sitearchdir)/x/\\n"
          + "clean:\\n\\trm -f x.so\\n";

  private static final String MAKE =
      """
      #!/bin/sh
      for word; do
        case $word in
          sitearchdir=*) to=${word#sitearchdir=} ;;
          install) mkdir -p "$to/x" && cp x.so "$to/x/" ; exit ;;
          clean) rm -f x.so ; exit ;;
        esac
      done
      echo made > x.so
      """;

  private Desk desk() throws IOException {
    boolean has =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "make")));
    if (has) {
      return new LocalDesk(folder);
    }
    Path make = write("prefix/bin/make", MAKE);
    make.toFile().setExecutable(true);
    return new OtherDesk(new LocalDesk(folder)) {
      @Override
      public Output run(Command command) {
        List<String> argv = new ArrayList<>(command.argv());
        argv.replaceAll(word -> word.equals("make") ? make.toString() : word);
        return super.run(
            new Command(
                argv,
                command.directory(),
                command.environment(),
                command.input(),
                command.timeout(),
                command.sandbox()));
      }
    };
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Finisher.Job job(Target on) {
    return new Finisher.Job(node, folder.resolve("work"), folder.resolve("prefix"), Map.of(), on);
  }

  @Test
  void a_gem_without_extensions_needs_nothing() {
    assertEquals(
        Optional.empty(),
        new ExtensionFinisher().need(node, Map.of("gem", List.of("x")), Rubies.ruby31()));
  }

  @Test
  void an_extension_is_built_for_the_interface_and_platform_without_asking() {
    Finisher.Need need = new ExtensionFinisher().need(node, NATIVE, Rubies.ruby31()).orElseThrow();
    assertFalse(need.permission());
    assertEquals("ruby-x86_64-linux-3.1.0", need.key());
  }

  @Test
  void what_was_built_lies_where_rubygems_and_the_gem_itself_look_for_it() throws IOException {
    new ExtensionFinisher().finish(job(Rubies.ruby31()), desk());
    Path built = folder.resolve("work/extensions/x86_64-linux/3.1.0/x-1.0");
    assertEquals("made\n", Files.readString(built.resolve("x/x.so")));
    assertTrue(Files.exists(built.resolve("gem.build_complete")));
    assertEquals("made\n", Files.readString(folder.resolve("work/gems/x-1.0/lib/x/x.so")));
    assertFalse(Files.exists(folder.resolve("work/gems/x-1.0/ext/Makefile")));
  }

  @Test
  void a_build_that_fails_is_told_with_its_last_lines() throws IOException {
    write("prefix/bin/ruby", "#!/bin/sh\necho checking for curl.h... no\nexit 1\n");
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> new ExtensionFinisher().finish(job(Rubies.ruby31()), new LocalDesk(folder)));
    assertEquals("build.failed", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().details().contains("checking for curl.h... no"));
  }

  @Test
  void a_jruby_cannot_run_c_and_says_so_before_anything_is_tried() {
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> new ExtensionFinisher().finish(job(Rubies.jruby()), new LocalDesk(folder)));
    assertTrue(refusal.diagnostic().details().get(0).contains("jruby"));
  }
}
