package org.omnipkg.engine.internal.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalFilesTest {
  private final LocalFiles here = new LocalFiles(Path.of("/work/project"));
  private final LocalFiles there = new LocalFiles(Path.of("/home/ann/p q"));

  @Test
  void a_file_below_the_lock_is_named_relative_to_it_and_found_below_another() {
    String text = "tool[x] @ file:///work/project/wheels/tool%20one-1.whl ; python_version > '3'";
    String portable = "tool[x] @ file:wheels/tool%20one-1.whl ; python_version > '3'";
    assertEquals(portable, here.portable(text));
    assertEquals(text, here.absolute(portable));
    assertEquals(
        "tool[x] @ file:///home/ann/p%20q/wheels/tool%20one-1.whl ; python_version > '3'",
        there.absolute(portable));
    assertEquals(portable, there.portable(there.absolute(portable)));
  }

  @Test
  void a_file_elsewhere_is_named_as_if_it_lay_beside_the_lock() {
    assertEquals("tool @ file:tool-1.whl", here.portable("tool @ file:///else/where/tool-1.whl"));
    assertEquals("tool-1.whl", here.place(URI.create("file:///work/project2/tool-1.whl")));
    assertEquals(URI.create("file:///work/project/tool-1.whl"), here.location("tool-1.whl"));
  }

  @Test
  void credentials_are_left_out() {
    assertEquals(
        "tool @ https://example.org/tool-1.whl#sha256=ab",
        here.portable("tool @ https://ann:secret@example.org/tool-1.whl#sha256=ab"));
    assertEquals(
        "tool @ sftp://ann@example.org/t.whl",
        here.portable("tool @ sftp://ann:secret@example.org/t.whl"));
  }

  @Test
  void texts_without_files_stay() {
    assertEquals("flask[async]>=3; extra == 'x'", here.portable("flask[async]>=3; extra == 'x'"));
    assertEquals("flask[async]>=3; extra == 'x'", here.absolute("flask[async]>=3; extra == 'x'"));
  }
}
