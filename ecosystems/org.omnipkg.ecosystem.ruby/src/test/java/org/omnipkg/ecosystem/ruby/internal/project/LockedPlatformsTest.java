package org.omnipkg.ecosystem.ruby.internal.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnipkg.ecosystem.ruby.internal.Rubies;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.ProjectReader.Project;
import org.omnipkg.tck.CannedDesk;

class LockedPlatformsTest {
  private static final String LOCK =
      """
      GEM
        remote: https://gems.example/
        specs:
          rack (2.2.3)
          stone (1.2)
          stone (1.3-arm64-darwin)
          stone (1.4-x86_64-linux)
          stone (1.1-java)
          thin (2.0-arm64-darwin)

      PLATFORMS
        %s

      DEPENDENCIES
        stone
      """;

  @TempDir Path folder;

  private Project read(String platforms, String gemfile, String... variables) throws IOException {
    Files.writeString(folder.resolve("Gemfile"), gemfile + "\n");
    Files.writeString(
        folder.resolve("Gemfile.lock"), String.format(LOCK, platforms.replace(" ", "\n  ")));
    CannedDesk desk = new CannedDesk(folder);
    for (int i = 0; i < variables.length; i += 2) {
      desk.variable(variables[i], variables[i + 1]);
    }
    return new RubyProjects(environment -> List.of()).read(folder, desk);
  }

  private static List<String> on(Project project, Target target) {
    return project.constraints().stream()
        .filter(one -> one.when().holds(target))
        .map(one -> one.target().name() + " " + one.range())
        .toList();
  }

  @Test
  void of_different_versions_that_of_the_closest_platform_counts() throws IOException {
    Project project = read("arm64-darwin java ruby x86_64-linux", "gem 'stone'");
    assertEquals(
        List.of("rack = 2.2.3", "stone = 1.4", "thin = 2.0"), on(project, Rubies.ruby31()));
    assertEquals(List.of("rack = 2.2.3", "stone = 1.1", "thin = 2.0"), on(project, Rubies.jruby()));
  }

  @Test
  void a_lock_one_of_whose_versions_the_gemfile_forbids_fixes_none_of_them() throws IOException {
    assertEquals(
        List.of("rack = 2.2.3", "thin = 2.0"),
        on(read("ruby", "gem 'stone', '>= 1.2'"), Rubies.ruby31()));
  }

  @ParameterizedTest
  @CsvSource({"BUNDLE_FROZEN", "BUNDLE_DEPLOYMENT"})
  void a_frozen_lock_of_other_platforms_is_refused_as_by_bundler(String variable) {
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> read("arm64-darwin-22 x64-mingw-ucrt", "gem 'stone'", variable, "true"));
    assertEquals("project.other-platforms", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("arm64-darwin-22, x64-mingw-ucrt"));
    assertTrue(refusal.diagnostic().hint().contains("bundle lock --add-platform"));
  }

  @ParameterizedTest
  @CsvSource({"arm64-darwin ruby", "java arm64-darwin"})
  void a_frozen_lock_of_ruby_itself_or_of_java_serves(String platforms) throws IOException {
    assertTrue(!read(platforms, "gem 'stone'", "BUNDLE_FROZEN", "true").constraints().isEmpty());
  }

  @Test
  void a_frozen_lock_of_java_serves_no_project_of_another_engine() {
    String gemfile = "ruby '3.1.2', engine: 'ruby', engine_version: '3.1.2'\ngem 'stone'";
    assertThrows(Refusal.class, () -> read("java", gemfile, "BUNDLE_FROZEN", "true"));
  }

  @Test
  void what_is_not_frozen_may_gain_a_platform() throws IOException {
    assertEquals(3, on(read("arm64-darwin", "gem 'stone'"), Rubies.ruby31()).size());
  }
}
