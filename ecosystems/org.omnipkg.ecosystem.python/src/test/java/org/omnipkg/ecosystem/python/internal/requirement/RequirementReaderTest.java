package org.omnipkg.ecosystem.python.internal.requirement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnipkg.ecosystem.python.internal.text.Malformed;
import org.omnipkg.model.Diagnostic;

class RequirementReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A.B-C_D | a-b-c-d | `` | ``",
        "name>=3 | name | `` | >=3",
        "name >= 3 , < 4 | name | `` | >=3,<4",
        "name (>=3,<4) | name | `` | >=3,<4",
        "name(==1.0) | name | `` | ==1.0",
        "name () | name | `` | ``",
        "name[ Fred , bar_baz ]==1 | name | bar-baz,fred | ==1",
        "name[]>1 | name | `` | >1",
        "name~=1.4.2; python_version<'3' | name | `` | ~=1.4.2",
        "name===1.0.post1+x | name | `` | ===1.0.post1+x",
        "name==2012d | name | `` | ==2012d",
        "n | n | `` | ``"
      })
  void a_requirement_has_name_extras_and_range(
      String text, String name, String extras, String range) {
    Requirement requirement = RequirementReader.read(text);
    assertEquals(name, requirement.name());
    assertEquals(extras, String.join(",", requirement.extras()));
    assertEquals(range, requirement.range().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name @ https://host.example/a/name-1.0.zip | name | https://host.example/a/name-1.0.zip",
        "name[x]@file:///a/name-1.0.whl ; os_name=='a' | name | file:///a/name-1.0.whl",
        "./dist/foo_bar-1.0-py3-none-any.whl | foo-bar | ./dist/foo_bar-1.0-py3-none-any.whl",
        "../foo-1.0.tar.gz[x] | foo | ../foo-1.0.tar.gz",
        "foo-1.0-py3-none-any.whl | foo | ./foo-1.0-py3-none-any.whl",
        "/a b/foo-1.0-1-py3-none-any.whl | foo | /a%20b/foo-1.0-1-py3-none-any.whl",
        "https://h.example/foo-1.0+x-py3-none-any.whl?a=b#sha256=c | foo"
            + " | https://h.example/foo-1.0+x-py3-none-any.whl?a=b#sha256=c",
        "git+https://h.example/me/foo.git@v1#egg=My_Foo&subdirectory=a"
            + " | my-foo | git+https://h.example/me/foo.git@v1#egg=My_Foo&subdirectory=a",
        "file:///a/my-project-2.0.tar.gz | my-project | file:///a/my-project-2.0.tar.gz"
      })
  void a_file_can_be_named_by_its_place(String text, String name, URI place) {
    Requirement requirement = RequirementReader.read(text);
    assertEquals(name, requirement.name());
    assertEquals(Optional.of(place), requirement.direct());
  }

  @Test
  void a_place_takes_extras_and_a_marker() {
    Requirement requirement =
        RequirementReader.read("./foo-1.0-py3-none-any.whl[a,B] ; python_version > '3'");
    assertEquals(Set.of("a", "b"), requirement.extras());
    assertEquals("python_version > \"3\"", requirement.marker().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "`` | 0 | a package name | ``",
        ">=1.0 | 0 | a package name | ``",
        "-flask | 0 | a letter or a digit | ``",
        "flask- | 6 | a letter or a digit | ``",
        "flask= | 5 | a comparison, such as `>=1.0` | write `flask==1.0`, or the name alone",
        "legacy> | 7 | a version, such as `1.0` | quote the whole, `'legacy>=1.0'`",
        "legacy>= | 8 | a version, such as `1.0` | quote the whole, `'legacy>=1.0'`",
        "foo=1.0 | 3 | a comparison, such as `>=1.0` | write `foo==1.0`",
        "foo 1.0 | 4 | a comparison, such as `>=1.0` | write `foo==1.0`",
        "foo@1.0 | 4 | an address | write `foo==1.0`",
        "foo=>1.0 | 3 | a comparison, such as `>=1.0` | write `foo>=1.0`",
        "foo^1.2 | 3 | a comparison, such as `>=1.0` | write `foo~=1.2`",
        "foo~1 | 3 | a comparison, such as `>=1.0` | write `foo~=1.0`",
        "foo==3.x | 5 | a version, such as `1.0` | write `==3.*`",
        "foo>=3.* | 5 | a version, such as `1.0` | write `>=3`",
        "foo~=3 | 5 | a version of at least two numbers, such as `1.0` | ``",
        "foo>=1.0 <2 | 9 | `;` and a marker, or the end | ``",
        "foo[a | 5 | `,` or `]` | ``",
        "foo[a;b] | 5 | `,` or `]` | ``",
        "foo[-a] | 4 | the name of an extra | ``",
        "foo (>=1 | 8 | `,` and a further comparison, or `)` | ``",
        "foo; python_versio < '3' | 5 | a marker name | ``",
        "foo; python_version < 3 | 22 | a quoted text | ``",
        "foo; python_version < '3 | 24 | a closing `'` | ``",
        "foo; python_version '3' | 20 | a comparison: | ``",
        "foo; 'a' == 'b' | 12 | a marker name, such as `python_version` | ``",
        "foo; (os_name == 'a' | 20 | `and`, `or` or `)` | ``",
        "foo; os_name == 'a' os_name | 20 | `and`, `or` or the end | ``",
        "./project | 2 | a file name like | ``",
        "git+https://h.example/foo | 22 | a file name like | write `name @ address`"
      })
  void what_is_wrong_is_shown_at_its_place(String text, int place, String expected, String hint) {
    Malformed wrong = assertThrows(Malformed.class, () -> RequirementReader.read(text), text);
    Diagnostic diagnostic = Explanation.of(wrong);
    assertEquals(place, diagnostic.details().get(1).indexOf('^'), diagnostic.toString());
    assertTrue(wrong.expected().contains(expected), wrong.expected());
    assertTrue(diagnostic.hint().contains(hint), diagnostic.hint());
    assertEquals(hint.isEmpty(), diagnostic.hint().isEmpty(), diagnostic.hint());
  }

  @Test
  void a_password_in_an_address_is_not_shown() {
    Malformed wrong =
        assertThrows(
            Malformed.class, () -> RequirementReader.read("https://me:secret@h.example/foo"));
    assertTrue(!Explanation.of(wrong).toString().contains("secret"));
  }

  @Test
  void declared_requirements_may_be_of_the_old_kind() {
    assertEquals(">=1.0", RequirementReader.readDeclared("foo (>=1.0.*)").range().toString());
    assertEquals(
        ">=1,<2", RequirementReader.readDeclared("foo>=1 <2; extra == 'a'").range().toString());
  }
}
