package org.omnipkg.ecosystem.python.internal.requirement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.RequirementsFile;

class RequirementsReaderTest {
  private static RequirementsFile read(String... lines) {
    return new RequirementsReader("wanted.txt", Map.of("TOKEN", "abc", "lower", "no"))
        .read(String.join("\n", lines));
  }

  private static List<String> texts(RequirementsFile file) {
    return file.requirements().stream().map(Dependency::text).toList();
  }

  private static Diagnostic refusal(String... lines) {
    return assertThrows(Refusal.class, () -> read(lines)).diagnostic();
  }

  @Test
  void comments_and_empty_lines_are_passed_over() {
    assertEquals(
        List.of("flask", "rich==1.0", "a @ https://h.example/a-1.0.zip#sha256=b"),
        texts(
            read(
                "# all we need",
                "flask # the web",
                "",
                "  rich==1.0\t# text",
                "a @ https://h.example/a-1.0.zip#sha256=b")));
  }

  @Test
  void a_backslash_goes_on_with_the_next_line() {
    RequirementsFile file = read("flask\\", "==1.0 \\", " --hash=sha256:AB \\", "--hash sha512:cd");
    assertEquals(List.of("flask==1.0"), texts(file));
    assertEquals(
        Map.of(new PackageName("python", "flask"), List.of("sha256:ab", "sha512:cd")),
        file.hashes());
  }

  @Test
  void sources_are_told_in_the_order_they_are_asked() {
    RequirementsFile file =
        read(
            "--index-url https://user:${TOKEN}@h.example/simple",
            "--extra-index-url=https://x.example/$lower/",
            "-f ./wheels",
            "--find-links 'file:///more/'");
    assertEquals("[extra-1, default, links-1, links-2]", file.sources().toString());
    assertEquals("https://user:abc@h.example/simple", file.sources().get(1).location().toString());
    assertEquals("./wheels", file.sources().get(2).location().toString());
  }

  @Test
  void further_files_are_named_with_their_option() {
    assertEquals(
        List.of("-r base.txt", "-c limits.txt", "-r more.txt", "-r x.txt"),
        read("-r base.txt", "--constraint limits.txt", "--requirement=more.txt", "-rx.txt")
            .includes());
  }

  @Test
  void prereleases_can_be_welcomed() {
    assertTrue(read("--pre", "flask").prereleases());
  }

  @ParameterizedTest
  @CsvSource({
    "-e git+https://host.example/x#egg=x, requirement.editable-unsupported",
    "--editable=., requirement.editable-unsupported",
    "--no-index, requirement.option-unsupported",
    "--no-binary :all:, requirement.option-unsupported",
    "--frobnicate, requirement.option-unknown",
    "-i https://h.example/${UNKNOWN}, requirement.address-malformed",
    "-i https://h.example/${lower}, requirement.address-malformed",
    "flask=1.0, requirement.malformed"
  })
  void what_is_not_done_is_refused_with_its_line(String line, String code) {
    Diagnostic diagnostic = refusal("rich", line);
    assertEquals(code, diagnostic.code());
    assertTrue(diagnostic.details().contains("read in wanted.txt line 2"), diagnostic.toString());
  }

  @Test
  void a_missing_hash_is_refused_when_all_must_have_one() {
    Diagnostic diagnostic = refusal("--require-hashes", "a --hash=sha256:ab", "b");
    assertEquals("requirement.hash-missing", diagnostic.code());
    assertTrue(diagnostic.message().contains("`b`"));
  }
}
